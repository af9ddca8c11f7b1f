package io.warbler.sdk.rest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Repeats a request that carries its own key until there is a verdict, a few times. Blocking. */
final class Repeats {

    private static final int MOST_ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Set<String> WITHOUT_VERDICT =
            Set.of(WarblerApiException.NO_ANSWER, "OUTCOME_UNKNOWN", "UNAVAILABLE");

    private Repeats() {}

    /** The answer, or the last failure. */
    static <T> T untilVerdict(Supplier<T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.get();
            } catch (WarblerApiException e) {
                boolean over = attempt == MOST_ATTEMPTS || !WITHOUT_VERDICT.contains(e.code());
                if (over || !pause(attempt, e)) {
                    throw e;
                }
            }
        }
    }

    /** As long as the server said, or twice as long as before; false when the thread was interrupted. */
    private static boolean pause(int attempt, WarblerApiException failure) {
        long ceiling = FIRST_PAUSE_MILLIS << attempt;
        Duration own = Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling));
        Duration pause = failure.retryAfter().orElse(own);
        long end = System.nanoTime() + (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(left);
        }
        return !Thread.currentThread().isInterrupted();
    }
}
