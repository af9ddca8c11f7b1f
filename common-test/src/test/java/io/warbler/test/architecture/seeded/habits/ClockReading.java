package io.warbler.test.architecture.seeded.habits;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

class ClockReading {

    Instant byCall() {
        return Instant.now();
    }

    Supplier<Instant> byReference() {
        return Instant::now;
    }

    long inMillis() {
        return System.currentTimeMillis();
    }

    Clock byClock() {
        return Clock.systemUTC();
    }
}
