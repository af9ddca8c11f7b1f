package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// The account by what was used against a count of all.
class DecisionStatesTest {

    private static final int CONVERSATIONS = 30;
    private static final int MAX_WEIGHT = 40;

    private final DecisionStates states = new DecisionStates();
    private final Map<String, ConversationState> counted = new LinkedHashMap<>(16, 0.75f, true);

    @RepeatedTest(20)
    void holdsWhatACountOfAllWouldHold(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        for (int batch = 0; batch < 200; batch++) {
            for (int record = random.nextInt(5); record >= 0; record--) {
                use("c" + random.nextInt(CONVERSATIONS), random);
            }
            assertThat(states.evict(MAX_WEIGHT)).isEqualTo(evictCounted());
            // asking brings both into one order, which would hide that they had come apart
            if (batch % 10 == 9) {
                assertThat(held()).isEqualTo(List.copyOf(counted.keySet()));
            }
        }
    }

    @Test
    void nothingIsHeldAboveABoundOfZero() {
        states.put(new ConversationState("c1"));

        assertThat(states.evict(0)).isTrue();
        assertThat(states.get("c1")).isNull();
        assertThat(states.evict(0)).isFalse();
    }

    private void use(String conversation, Random random) {
        ConversationState state = states.get(conversation);
        assertThat(state).isSameAs(counted.get(conversation));
        if (state == null) {
            state = new ConversationState(conversation);
            states.put(state);
            counted.put(conversation, state);
        }
        switch (random.nextInt(8)) {
            case 0 -> {
                states.remove(conversation);
                counted.remove(conversation);
            }
            case 1, 2, 3 ->
                state.restore(
                        new OutboxKey("u" + random.nextInt(3), ByteString.copyFromUtf8("o" + random.nextInt(3))),
                        new OutboxState());
            default -> {
                // only used
            }
        }
    }

    private boolean evictCounted() {
        int weight =
                counted.values().stream().mapToInt(ConversationState::weight).sum();
        Iterator<ConversationState> oldest = counted.values().iterator();
        boolean isAnyGone = false;
        while (weight > MAX_WEIGHT && oldest.hasNext()) {
            weight -= oldest.next().weight();
            oldest.remove();
            isAnyGone = true;
        }
        return isAnyGone;
    }

    /// In order of use, which asking does not change when all are asked in it.
    private List<String> held() {
        List<String> held = new ArrayList<>();
        List.copyOf(counted.keySet()).forEach(conversation -> {
            if (states.get(conversation) != null) {
                held.add(conversation);
            }
        });
        IntStream.range(0, CONVERSATIONS)
                .mapToObj(number -> "c" + number)
                .filter(conversation -> !counted.containsKey(conversation))
                .forEach(conversation ->
                        assertThat(states.get(conversation)).as(conversation).isNull());
        return held;
    }
}
