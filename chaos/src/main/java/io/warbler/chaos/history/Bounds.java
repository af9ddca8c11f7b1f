package io.warbler.chaos.history;

import java.time.Duration;

/// How long things may take while nothing is broken, in nanoseconds.
///
/// @param shown from the ack of a message until every connected device of a member shows it
/// @param ended from the invocation of a send until its verdict
public record Bounds(long shown, long ended) {

    /// Another bound for deliveries, for machines that have other work to do.
    public Bounds shownWithin(Duration most) {
        return new Bounds(most.toNanos(), ended);
    }

    /// As promised: 2 s and 15 s.
    public static Bounds promised() {
        return new Bounds(2_000_000_000L, 15_000_000_000L);
    }
}
