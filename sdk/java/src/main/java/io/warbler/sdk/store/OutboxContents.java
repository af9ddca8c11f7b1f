package io.warbler.sdk.store;

import java.util.Map;

/**
 * All that an outbox holds.
 *
 * @param outbox its id, 32 hexadecimal digits: random, made together with the store, never shared by two
 * @param lanes by conversation
 */
public record OutboxContents(String outbox, Map<String, OutboxLane> lanes) {

    public OutboxContents {
        lanes = Map.copyOf(lanes);
    }
}
