package io.warbler.message.sequencing;

import io.warbler.proto.store.v1.MessageState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What became of the messages of a conversation that changes were asked for lately, by ordinal.
final class TargetStates {

    /// Messages that are remembered; a batch may add as many as it names.
    private static final int MAX_REMEMBERED = 64;

    private final String conversation;
    private final Map<Long, MessageState> states = new HashMap<>();

    TargetStates(String conversation) {
        this.conversation = conversation;
    }

    void put(long ordinal, MessageState state) {
        states.put(ordinal, state);
    }

    boolean knows(long ordinal) {
        return states.containsKey(ordinal);
    }

    int count() {
        return states.size();
    }

    MessageState of(long ordinal) {
        MessageState state = states.get(ordinal);
        if (state == null) {
            throw new IllegalStateException("message " + ordinal + " of " + conversation
                    + " (expected: taken up before a change of it is decided)");
        }
        return state;
    }

    /// Lets an event take effect on its message; the rows that go with it.
    List<Row> apply(Row.Event event) {
        long ordinal = event.messageChange().getTargetOrdinal();
        MessageState before = of(ordinal);
        states.put(ordinal, MessageEffects.after(before, event));
        return MessageEffects.rows(before, event);
    }

    /// Forgets all if they are many.
    void forgetMany() {
        if (states.size() > MAX_REMEMBERED) {
            states.clear();
        }
    }
}
