package io.warbler.terminal;

import io.warbler.sdk.rest.WarblerApiException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Reads lines until the end and has each carried out before the next is read.
final class InputLoop {

    /// The exit status when something that was said has not been accepted.
    static final int NOT_ALL_SENT = 3;

    private static final Duration WATCH = Duration.ofSeconds(30);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);

    private final Desk desk;
    private final Chat chat;
    private final Sends sends;
    private final Printer printer;
    private final Screen screen;

    InputLoop(Desk desk, Chat chat, Sends sends, Printer printer, Screen screen) {
        this.desk = desk;
        this.chat = chat;
        this.sends = sends;
        this.printer = printer;
        this.screen = screen;
    }

    int run(@Nullable String to) throws InterruptedException {
        desk.call(() -> {
            chat.begin();
            return true;
        });
        if (to != null) {
            carryOut(new Order.Open(to));
        }
        if (screen.isInteractive()) {
            desk.after(Duration.ZERO, this::watch);
            screen.onTyping(() -> desk.execute(chat::typing));
        }
        Order order = next();
        while (!(order instanceof Order.Quit)) {
            carryOut(order);
            order = next();
        }
        int missing = sends.awaitAnswers(LAST_ANSWERS);
        desk.call(() -> true);
        return missing == 0 ? 0 : NOT_ALL_SENT;
    }

    private Order next() throws InterruptedException {
        String line = screen.read(desk.call(chat::prompt));
        return line == null ? new Order.Quit() : Order.parse(line);
    }

    private void carryOut(Order order) throws InterruptedException {
        desk.call(() -> {
            attempt(() -> chat.carryOut(order));
            return true;
        });
    }

    private void watch() {
        attempt(chat::watchFriends);
        desk.after(WATCH, this::watch);
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (WarblerApiException e) {
            printer.notice(sentence(e));
        } catch (CompletionException e) {
            printer.notice(sentence(e.getCause()));
        } catch (IllegalArgumentException e) {
            printer.notice(String.valueOf(e.getMessage()));
        }
    }

    private static String sentence(@Nullable Throwable failure) {
        if (failure instanceof WarblerApiException refusal) {
            return refusal.code().equals(WarblerApiException.NO_ANSWER)
                    ? "no answer (" + refusal.detail() + "); try again"
                    : refusal.code() + ": " + refusal.detail();
        }
        return "no answer in time; try again";
    }
}
