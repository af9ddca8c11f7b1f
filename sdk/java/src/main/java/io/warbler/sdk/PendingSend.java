package io.warbler.sdk;

import io.warbler.sdk.store.OutboxSend;
import java.util.concurrent.CompletableFuture;

/** A send without a verdict, and who waits for it. */
final class PendingSend {

    private final CompletableFuture<SendResult> result;
    private OutboxSend send;
    private boolean inFlight;
    private boolean mayBeLogged;

    PendingSend(OutboxSend send, CompletableFuture<SendResult> result) {
        this.send = send;
        this.result = result;
    }

    /** One of an earlier run: nobody waits, and what became of it is not known. */
    static PendingSend ofEarlierRun(OutboxSend send) {
        var pending = new PendingSend(send, new CompletableFuture<>());
        pending.mayBeLogged = true;
        return pending;
    }

    OutboxSend send() {
        return send;
    }

    long number() {
        return send.number();
    }

    CompletableFuture<SendResult> result() {
        return result;
    }

    void renumber(String outbox, long number) {
        send = send.renumbered(outbox, number);
    }

    void sent() {
        inFlight = true;
    }

    void answered() {
        inFlight = false;
    }

    void unanswered() {
        inFlight = false;
        mayBeLogged = true;
    }

    boolean isInFlight() {
        return inFlight;
    }

    /** An attempt ended without an answer: the server's log may have it. */
    boolean mayBeLogged() {
        return mayBeLogged;
    }
}
