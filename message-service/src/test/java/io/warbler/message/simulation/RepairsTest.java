package io.warbler.message.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.message.storage.DurableFloors;
import io.warbler.message.storage.StateLoader;
import io.warbler.proto.client.v1.MessageKind;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a lost log left out is repaired by whoever loads the conversation first.
class RepairsTest {

    private static final Cast.Talk TALK = Cast.DIRECT.getFirst();

    private final Prehistory prehistory = LongStream.range(0, 100)
            .mapToObj(seed -> Prehistory.draw(new Chance(seed), false))
            .filter(it -> it.rows(TALK).messages().size() > 1)
            .findFirst()
            .orElseThrow();
    private final SimulatedStore store = new SimulatedStore(prehistory, () -> {}, 400);
    private final StateLoader loader = new StateLoader(store, store);
    private final DurableFloors floors = new DurableFloors(Map.of(0, prehistory.end()));

    /// Who loads it later finds the skeletons, and not that anything was repaired.
    @Test
    void recordAfterARepairLeavesTheSameRowsWhoeverRepaired() {
        store.write(afterAHole());
        var repaired = load(new Position(1, 0));
        repaired.repairs().forEach(store::write);
        var loaded = load(new Position(1, 5));
        var entry = new LogEntry(new Position(1, 5), 0, Records.policy(TALK, true, 99));

        assertThat(repaired.repairs())
                .anyMatch(row -> row instanceof Row.Message message && message.kind() == MessageKind.MESSAGE_KIND_LOST)
                .anyMatch(Row.Membership.class::isInstance);
        assertThat(loaded.repairs()).isEmpty();
        assertThat(Sequencer.decide(loaded.state(), entry).rows())
                .isEqualTo(Sequencer.decide(repaired.state(), entry).rows());
    }

    /// The first message was stored, and not who may read it: the policy before it and its membership rows were
    /// lost.
    @Test
    void membersOfAConversationAreKnownByTheRecordWhenTheirRowsAreLost() {
        Row.Message last = prehistory.rows(TALK).messages().getLast();
        var stamp = new Row.Stamp(TALK.id(), new Position(0, 1), 1);
        var empty = new SimulatedStore(Prehistory.EMPTY, () -> {}, 400);
        empty.write(new Row.Message(stamp, 1, 1, last.kind(), last.sentAtMs(), last.send()));

        var loaded = new StateLoader(empty, empty).load(TALK.id(), TALK.members(), new Position(1, 0), floors);

        assertThat(loaded.repairs().stream()
                        .filter(Row.Membership.class::isInstance)
                        .map(row -> ((Row.Membership) row).user()))
                .containsExactlyInAnyOrder(
                        TALK.members().getLow(), TALK.members().getHigh());
    }

    private StateLoader.LoadedState load(Position below) {
        return loader.load(TALK.id(), TALK.members(), below, floors);
    }

    /// A message whose predecessor was not stored when the log was lost.
    private Row.Message afterAHole() {
        Row.Message last = prehistory.rows(TALK).messages().getLast();
        var stamp = new Row.Stamp(
                TALK.id(), new Position(0, prehistory.end()), last.stamp().rowTime() + 2);
        var send = last.send().toBuilder();
        send.getIdBuilder().setNumber(send.getId().getNumber() + 1).setClientMessageId("after the hole");
        return new Row.Message(stamp, last.seq() + 2, last.ordinal() + 2, last.kind(), last.sentAtMs(), send.build());
    }
}
