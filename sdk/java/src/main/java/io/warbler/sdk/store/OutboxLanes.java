package io.warbler.sdk.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The lanes of an outbox while it is open. */
final class OutboxLanes {

    private final Map<String, Lane> lanes = new HashMap<>();

    void open(String conversation, String outbox, long lastNumber) {
        lanes.put(conversation, new Lane(outbox, lastNumber));
    }

    void replace(String conversation, OutboxLane lane) {
        open(conversation, lane.outbox(), lane.lastNumber());
        lane.unanswered().forEach(this::add);
    }

    void add(OutboxSend send) {
        Lane lane = lanes.computeIfAbsent(send.conversation(), key -> new Lane(send.outbox(), 0));
        lane.unanswered.put(send.number(), send);
        lane.lastNumber = Math.max(lane.lastNumber, send.number());
    }

    void answered(String conversation, long number) {
        Lane lane = lanes.get(conversation);
        if (lane != null) {
            lane.unanswered.remove(number);
        }
    }

    void forEach(BiConsumer<String, OutboxLane> visitor) {
        lanes.forEach((conversation, lane) -> visitor.accept(conversation, lane.toLane()));
    }

    OutboxContents contents(String outbox) {
        var held = new HashMap<String, OutboxLane>();
        forEach(held::put);
        return new OutboxContents(outbox, held);
    }

    private static final class Lane {

        private final String outbox;
        private final TreeMap<Long, OutboxSend> unanswered = new TreeMap<>();
        private long lastNumber;

        Lane(String outbox, long lastNumber) {
            this.outbox = outbox;
            this.lastNumber = lastNumber;
        }

        OutboxLane toLane() {
            return new OutboxLane(outbox, lastNumber, List.copyOf(unanswered.values()));
        }
    }
}
