package io.warbler.sdk.store;

import java.util.List;

/** An outbox without a disk; each has a new id. */
final class InMemoryOutboxStore implements OutboxStore {

    private final String outbox = OutboxIds.random();
    private final OutboxLanes lanes = new OutboxLanes();

    @Override
    public OutboxContents load() {
        return lanes.contents(outbox);
    }

    @Override
    public void append(List<OutboxSend> sends) {
        sends.forEach(lanes::add);
    }

    @Override
    public void answered(OutboxSend send) {
        lanes.answered(send.conversation(), send.number());
    }

    @Override
    public void restart(String conversation, OutboxLane lane) {
        lanes.replace(conversation, lane);
    }

    /** Holds nothing that must end; a later client of the process may go on with it. */
    @Override
    public void close() {}
}
