package io.warbler.message.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.due.Due;
import io.warbler.message.timer.DueTurns.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DueTurnsTest {

    private static final UserId USER = new UserId("u" + "0".repeat(32));
    private static final ConversationId CONVERSATION = ConversationId.group(USER, new byte[16]);

    private final DueTurns turns = new DueTurns(4, 2);

    @Test
    void onePartitionLeavesRoomForOthers() {
        turns.look(Map.of(1, due(1, 10), 2, due(2, 1)));

        assertThat(turns.begin(0)).containsExactlyInAnyOrder(turn(1, 0), turn(1, 1), turn(2, 0));
        assertThat(turns.begin(0)).isEmpty();
    }

    @Test
    void allTogetherAreBounded() {
        turns.look(Map.of(1, due(1, 3), 2, due(2, 3), 3, due(3, 3)));

        List<Turn> begun = turns.begin(0);

        assertThat(begun).hasSize(4);
        assertThat(begun).extracting(Turn::partition).contains(1, 2, 3);
    }

    @Test
    void theNextOnesBeginWhenSomethingIsDone() {
        turns.look(Map.of(1, due(1, 3)));
        List<Turn> begun = turns.begin(0);

        turns.done(begun.getFirst());

        assertThat(turns.begin(0)).containsExactly(turn(1, 2));
        assertThat(turns.begun(1)).isEqualTo(2);
    }

    @Test
    void whatWasNotTriedGoesBeforeWhatCouldNotBeDone() {
        turns.look(Map.of(1, due(1, 3)));
        turns.begin(0).forEach(it -> turns.rest(it, 5));

        turns.look(Map.of(1, due(1, 4)));

        assertThat(turns.begin(10)).containsExactly(turn(1, 2), turn(1, 3));
    }

    @Test
    void whatRestsComesBack() {
        turns.look(Map.of(1, due(1, 1)));
        turns.begin(0).forEach(it -> turns.rest(it, 5));

        assertThat(turns.begin(4)).isEmpty();
        assertThat(turns.begun(1)).isEqualTo(1);
        assertThat(turns.begin(5)).containsExactly(turn(1, 0));
    }

    @Test
    void whatIsUnderWayIsNotBegunAgainWhoeverElseLooks() {
        turns.look(Map.of(1, due(1, 1)));
        turns.begin(0);
        turns.look(Map.of());

        turns.look(Map.of(1, due(1, 1)));

        assertThat(turns.begin(0)).isEmpty();
    }

    @Test
    void whatIsNotDueAnyMoreIsForgotten() {
        turns.look(Map.of(1, due(1, 2)));
        turns.begin(0).forEach(it -> turns.rest(it, 5));

        turns.look(Map.of(1, due(1, 1)));

        assertThat(turns.begun(1)).isEqualTo(1);
    }

    @Test
    void stoppingWaitsForWhatIsUnderWay() throws InterruptedException {
        turns.look(Map.of(1, due(1, 1)));
        List<Turn> begun = new ArrayList<>(turns.begin(0));

        assertThat(turns.awaitIdle(1)).isFalse();
        Thread.startVirtualThread(() -> turns.done(begun.getFirst()));

        assertThat(turns.awaitIdle(10_000)).isTrue();
    }

    private static Turn turn(int partition, int number) {
        return new Turn(partition, due(partition, number + 1).get(number));
    }

    private static List<Due> due(int partition, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Due(number, CONVERSATION, partition + "-" + number, 1, USER))
                .toList();
    }
}
