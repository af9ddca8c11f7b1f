package io.warbler.auth.credential;

import java.time.Duration;

/// How many attempts of one kind are allowed: a bucket that refills over a minute.
///
/// @param kind      first part of the bucket's key
/// @param perMinute the bucket's size and what flows into it in a minute
record Attempts(String kind, int perMinute) {

    static final Duration REFILL = Duration.ofMinutes(1);

    String keyOf(String subject) {
        return "throttle:" + kind + ":" + subject;
    }
}
