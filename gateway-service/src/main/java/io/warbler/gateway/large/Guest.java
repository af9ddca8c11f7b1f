package io.warbler.gateway.large;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A user for as long as the node hosts them: what is read for an earlier stay must not count in a later one.
///
/// One visit to the store runs at a time; what asks for one meanwhile gets another afterwards.
final class Guest {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    /// Not longer, for a member without a place is told nothing until then, although all is well again.
    static final Duration MOST_BACKOFF = Duration.ofSeconds(4);

    private final String user;
    /// Done when the user's places were taken up the first time: live frames leave nothing out from then on. Whether
    /// there were any.
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    /// Guarded by `this`, as all below.
    private boolean isVisiting;
    private boolean isAskedAgain;
    private boolean isBehind;
    private boolean isRetryPlanned;
    private Duration backoff = Duration.ZERO;

    Guest(String user) {
        this.user = user;
    }

    String user() {
        return user;
    }

    CompletableFuture<Boolean> settled() {
        return settled;
    }

    /// Frames may have been left out; the next visit that succeeds lets the user's clients sync.
    synchronized void behind() {
        isBehind = true;
    }

    /// False when a visit is running: then another follows.
    synchronized boolean beginVisit() {
        isAskedAgain = isVisiting;
        isVisiting = true;
        return !isAskedAgain;
    }

    /// Whether another visit has been asked for since it began.
    synchronized boolean endVisit() {
        isVisiting = false;
        return isAskedAgain;
    }

    /// How long to wait after a failure, twice as long each time; empty when another visit is planned already.
    synchronized Optional<Duration> planRetry() {
        if (isRetryPlanned) {
            return Optional.empty();
        }
        isRetryPlanned = true;
        Duration doubled = backoff.multipliedBy(2);
        backoff = doubled.isZero() ? FIRST_BACKOFF : doubled.compareTo(MOST_BACKOFF) < 0 ? doubled : MOST_BACKOFF;
        return Optional.of(backoff);
    }

    /// The planned visit is due.
    synchronized void retries() {
        isRetryPlanned = false;
    }

    /// A visit succeeded.
    synchronized void reached() {
        backoff = Duration.ZERO;
    }

    /// Whether the clients have to sync now that places are taken up. The first time they do so anyway.
    synchronized boolean takeBehind() {
        boolean isTold = isBehind && settled.isDone();
        isBehind = false;
        return isTold;
    }
}
