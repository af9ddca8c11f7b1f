package io.warbler.chaos.workload;

import io.warbler.sdk.rest.WarblerApiException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Repeats what may fail while something is broken.
final class Repeat {

    private static final long PAUSE_MILLIS = 250;

    private Repeat() {}

    /// Until the call returns, or is refused with a code that says it is done already.
    ///
    /// @return false if neither happened within `patience`
    static boolean until(Duration patience, Set<String> done, Runnable call) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                call.run();
                return true;
            } catch (WarblerApiException e) {
                if (done.contains(e.code())) {
                    return true;
                }
                pause();
            }
        }
        return false;
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
