package io.warbler.bench.load;

import java.time.Duration;

/// The parts of a run.
///
/// @param warmUp   sent at the full rate, not recorded
/// @param measured recorded
/// @param drain    at most so long is waited for what is under way at the end
public record Window(Duration warmUp, Duration measured, Duration drain) {

    long measuredFromNanos() {
        return warmUp.toNanos();
    }

    long measuredToNanos() {
        return warmUp.plus(measured).toNanos();
    }
}
