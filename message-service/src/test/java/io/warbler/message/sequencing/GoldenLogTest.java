package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.message.sequencing.GoldenLog.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Records that an earlier release wrote decode and decide as they did then: whoever replays the log of before an
/// upgrade comes to the rows of before the upgrade.
class GoldenLogTest {

    @Test
    void recordsOfEveryReleaseComeToWhatTheyCameToThen() {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        Map<String, ConversationState> states = new HashMap<>();

        for (Line line : GoldenLog.read()) {
            String position = line.entry().position() + " ";
            expected.add(position + (line.outcome() == null ? "(add what is on the other side)" : line.outcome()));
            actual.add(position + GoldenLog.outcome(decide(states, line.entry())));
        }

        assertThat(actual).hasSizeGreaterThan(80).isEqualTo(expected);
    }

    private static Decision decide(Map<String, ConversationState> states, LogEntry entry) {
        var state = states.computeIfAbsent(entry.record().getConversation(), ConversationState::new);
        var id = entry.record().hasRefusal()
                ? entry.record().getRefusal().getId()
                : entry.record().getSend().getId();
        if (!state.knows(OutboxKey.of(id))) {
            state.restore(OutboxKey.of(id), new OutboxState());
        }
        return Sequencer.decide(state, entry);
    }
}
