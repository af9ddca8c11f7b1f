package io.warbler.terminal;

import io.warbler.sdk.SendResult;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was said and is not answered yet. Accepted messages show themselves when they arrive in their place.
final class Sends {

    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Desk desk;
    private final Printer printer;
    private final Set<Waiting> unanswered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger notSent = new AtomicInteger();

    Sends(Desk desk, Printer printer) {
        this.desk = desk;
        this.printer = printer;
    }

    void add(String text, CompletableFuture<SendResult> sent) {
        // waited for is the report: a refusal has to count before nothing is waited for any more
        CompletableFuture<Boolean> reported = sent.handle((result, failure) -> {
            report(text, result, failure);
            return true;
        });
        var waiting = new Waiting(reported);
        unanswered.add(waiting);
        desk.after(SLOW, () -> {
            if (!sent.isDone()) {
                printer.onItsWay(text);
            }
        });
        var _ = reported.thenRun(() -> unanswered.remove(waiting));
    }

    void markRead(CompletableFuture<@Nullable Void> marked) {
        var waiting = new Waiting(marked);
        unanswered.add(waiting);
        var _ = marked.whenComplete((_, _) -> unanswered.remove(waiting));
    }

    /// Waits until everything is answered; returns how many sends were not accepted.
    int awaitAnswers(Duration most) {
        CompletableFuture<?>[] waiting =
                unanswered.stream().map(Waiting::answer).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(waiting)
                .handle((_, _) -> 0)
                .completeOnTimeout(0, most.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        long late = Stream.of(waiting).filter(answer -> !answer.isDone()).count();
        return notSent.get() + Math.toIntExact(late);
    }

    private void report(String text, @Nullable SendResult result, @Nullable Throwable failure) {
        if (result instanceof SendResult.Refused refused) {
            notSent.incrementAndGet();
            desk.execute(() -> printer.notSent(text, refused.code()));
        } else if (failure != null) {
            notSent.incrementAndGet();
            desk.execute(() -> printer.notSent(text, String.valueOf(failure.getMessage())));
        }
    }

    /// One that is waited for; two with the same answer are two.
    private static final class Waiting {

        private final CompletableFuture<?> answer;

        Waiting(CompletableFuture<?> answer) {
            this.answer = answer;
        }

        CompletableFuture<?> answer() {
            return answer;
        }
    }
}
