package io.warbler.gateway.large;

import java.util.concurrent.CompletableFuture;

/// A user for as long as the node hosts them: what is read for an earlier stay must not count in a later one.
///
/// One visit to the store runs at a time; what asks for one meanwhile gets another afterwards.
final class Guest {

    private final String user;
    /// Done when the user's places were taken up the first time: live frames leave nothing out from then on.
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    /// Guarded by `this`, as all below.
    private boolean isVisiting;
    private boolean isAskedAgain;
    private boolean isBehind;

    Guest(String user) {
        this.user = user;
    }

    String user() {
        return user;
    }

    CompletableFuture<Void> settled() {
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

    /// Whether the clients have to sync now that places are taken up. The first time they do so anyway.
    synchronized boolean takeBehind() {
        boolean isTold = isBehind && settled.isDone();
        isBehind = false;
        return isTold;
    }
}
