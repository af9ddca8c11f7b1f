package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.message.sequencing.GoldenLog.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records that an earlier release wrote decode and decide as they did then: whoever replays the log of before an
/// upgrade comes to the rows of before the upgrade.
class GoldenLogTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6})
    void recordsOfEveryReleaseComeToWhatTheyCameToThen(int rules) {
        String file = "/golden/log-rules-" + rules + ".txt";
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        Map<String, ConversationState> states = new HashMap<>();

        for (Line line : GoldenLog.read(file)) {
            String position = line.entry().position() + " ";
            expected.add(position + (line.outcome() == null ? "(add what is on the other side)" : line.outcome()));
            var state = states.computeIfAbsent(line.entry().record().getConversation(), ConversationState::new);
            actual.add(position + GoldenLog.outcome(ChangeFixture.decide(state, line.entry())));
        }

        assertThat(actual).hasSizeGreaterThan(80).isEqualTo(expected);
    }
}
