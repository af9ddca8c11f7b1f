package io.warbler.sdk.store;

import java.nio.file.Path;
import java.util.List;

/**
 * The durable half of an outbox. A send that was appended is never forgotten before it is answered, and a number is
 * never given twice: the server recognises repeats by both, so an implementation that loses writes loses messages.
 *
 * <p>Called by one thread at a time.
 */
public interface OutboxStore extends AutoCloseable {

    /** What is held; called once, first. */
    OutboxContents load();

    /** Adds sends with numbers that go on where the lane ends. Durable when it returns. */
    void append(List<OutboxSend> sends);

    /** The send has its verdict. May be forgotten in a crash: the send is then repeated and gets the same verdict. */
    void answered(OutboxSend send);

    /** Replaces the lane: its sends go on under a new outbox id from number 1. Durable when it returns. */
    void restart(String conversation, OutboxLane lane);

    @Override
    void close();

    /** A store that ends with the process: for bots and tests. Each has a new outbox id. */
    static OutboxStore inMemory() {
        return new InMemoryOutboxStore();
    }

    /**
     * A store in one file. One process at a time may have it open; a copied file gets a new outbox id and drops the
     * copied sends, since the original still has them.
     */
    static OutboxStore file(Path file) {
        return new FileOutboxStore(file);
    }
}
