package io.warbler.chaos.workload;

import io.warbler.sdk.store.OutboxContents;
import io.warbler.sdk.store.OutboxLane;
import io.warbler.sdk.store.OutboxSend;
import io.warbler.sdk.store.OutboxStore;
import java.util.List;
import java.util.function.Consumer;

/// Tells of each send when it has its number, which is before its first attempt.
record TracedOutbox(OutboxStore store, Consumer<OutboxSend> invoked) implements OutboxStore {

    @Override
    public OutboxContents load() {
        return store.load();
    }

    @Override
    public void append(List<OutboxSend> sends) {
        sends.forEach(invoked);
        store.append(sends);
    }

    @Override
    public void answered(OutboxSend send) {
        store.answered(send);
    }

    @Override
    public void restart(String conversation, OutboxLane lane) {
        lane.unanswered().forEach(invoked);
        store.restart(conversation, lane);
    }

    @Override
    public void close() {
        store.close();
    }
}
