package io.warbler.message.sequencing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The outboxes of a conversation that were taken up: one by one, because a conversation may have had many and
/// few are active.
final class Outboxes {

    private final String conversation;
    private final Map<OutboxKey, OutboxState> known = new HashMap<>();
    private final Map<OutboxKey, OutboxState> active = new LinkedHashMap<>();

    Outboxes(String conversation) {
        this.conversation = conversation;
    }

    void put(OutboxKey key, OutboxState outbox) {
        known.put(key, outbox);
    }

    boolean knows(OutboxKey key) {
        return known.containsKey(key);
    }

    int count() {
        return known.size();
    }

    OutboxState of(OutboxKey key) {
        OutboxState outbox = known.get(key);
        if (outbox == null) {
            throw new IllegalStateException("outbox of " + key.sender() + " in " + conversation
                    + " (expected: taken up before a record of it is decided)");
        }
        return outbox;
    }

    /// The same, to be given a verdict.
    OutboxState activate(OutboxKey key) {
        OutboxState outbox = of(key);
        active.put(key, outbox);
        return outbox;
    }

    /// Those with a new verdict since the last snapshot, in the order of their first one: marks are written for
    /// these.
    Map<OutboxKey, OutboxState> active() {
        return active;
    }

    void snapshotTaken() {
        active.clear();
    }
}
