package io.warbler.terminal;

import org.jspecify.annotations.Nullable;

/// Where lines come from and go to. Printing is safe for every thread.
interface Screen extends AutoCloseable {

    /// The next typed line; null at the end.
    @Nullable
    String read(String prompt);

    /// A password, without echo; null when there is nobody to ask.
    @Nullable
    String readPassword(String prompt);

    void print(String line);

    /// The same for what matters less, where that can be shown.
    default void printDim(String line) {
        print(line);
    }

    /// Runs the action whenever a key adds to a text that is no command, where keys can be seen.
    default void onTyping(Runnable action) {}

    /// Somebody sits in front of it.
    boolean isInteractive();

    @Override
    void close();
}
