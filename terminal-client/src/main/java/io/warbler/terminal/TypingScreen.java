package io.warbler.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.Widget;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/// A terminal with line editing: what arrives is printed above the line that is being typed.
final class TypingScreen implements Screen {

    private final Terminal terminal;
    private final LineReader reader;

    TypingScreen() {
        try {
            terminal = TerminalBuilder.builder()
                    .system(true)
                    .encoding(StandardCharsets.UTF_8)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new StringsCompleter(Guide.COMMANDS))
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    @Override
    public @Nullable String read(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (EndOfFileException | UserInterruptException e) {
            return null;
        }
    }

    @Override
    public @Nullable String readPassword(String prompt) {
        try {
            return reader.readLine(prompt, '*');
        } catch (EndOfFileException | UserInterruptException e) {
            return null;
        }
    }

    @Override
    public void print(String line) {
        reader.printAbove(line);
    }

    @Override
    public void printDim(String line) {
        reader.printAbove(new AttributedString(line, AttributedStyle.DEFAULT.faint()));
    }

    @Override
    public void onTyping(Runnable action) {
        Widget insert = Objects.requireNonNull(
                reader.getBuiltinWidgets().get(LineReader.SELF_INSERT), "the reader inserts no characters");
        reader.getWidgets().put(LineReader.SELF_INSERT, () -> {
            boolean inserted = insert.apply();
            if (!reader.getBuffer().toString().startsWith("/")) {
                action.run();
            }
            return inserted;
        });
    }

    @Override
    public boolean isInteractive() {
        return true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
