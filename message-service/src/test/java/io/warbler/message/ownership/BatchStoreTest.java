package io.warbler.message.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.KeptVerdicts;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.Pins;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchStoreTest {

    private final Row removal = event("group", 10, 5);
    private final Row place = new Row.GroupMember(stamp("group", 10), "bob", MemberState.NONE);
    private final Row own =
            new Row.GroupMembership(stamp("group", 10), "bob", MemberState.NONE, GroupState.getDefaultInstance());
    private final Row next = message("group", 12, 6);
    private final Row elsewhere = message("other", 11, 1);

    @Test
    void rowsOfABatchGoTogether() {
        assertThat(BatchStore.waves(List.of(message("group", 10, 5), elsewhere, next)))
                .hasSize(1);
    }

    @Test
    void usersOwnRowComesAfterTheEventAndBeforeWhatFollowsInTheGroup() {
        var waves = BatchStore.waves(List.of(removal, place, own, elsewhere, next));

        assertThat(waves).containsExactly(List.of(removal, place, elsewhere), List.of(own), List.of(next));
    }

    @Test
    void whatAChangeMakesOfAMessageComesAfterItsEventAndAfterTheMessage() {
        Row sent = message("group", 9, 4);
        Row changed =
                new Row.ChangedMessage(stamp("group", 10), 4, MessageState.getDefaultInstance(), Optional.empty());
        Row state = new Row.TargetState(stamp("group", 10), 4, MessageState.getDefaultInstance());
        Row erased = new Row.ErasedEdit(stamp("group", 10), 3);

        var waves = BatchStore.waves(List.of(sent, removal, state, changed, erased, next));

        assertThat(waves).containsExactly(List.of(sent, removal), List.of(state, changed, erased), List.of(next));
    }

    @Test
    void removalsFollowEachOther() {
        Row second = event("group", 11, 6);
        Row secondOwn =
                new Row.GroupMembership(stamp("group", 11), "carol", MemberState.NONE, GroupState.getDefaultInstance());

        var waves = BatchStore.waves(List.of(removal, own, second, secondOwn, next));

        assertThat(waves)
                .containsExactly(List.of(removal), List.of(own), List.of(second), List.of(secondOwn), List.of(next));
    }

    @Test
    void whatIsRepairedComesBeforeWhatTheSameRecordDecides() {
        var before = new Row.Stamp("group", new Position(0, 10), 9);
        Row repaired = new Row.GroupMembership(before, "bob", MemberState.NONE, GroupState.getDefaultInstance());

        assertThat(BatchStore.waves(List.of(repaired, removal)))
                .containsExactly(List.of(), List.of(repaired), List.of(removal));
    }

    @Test
    void snapshotComesAfterItsMarksAndNothingWaitsForIt() {
        Row sent = message("group", 10, 5);
        Row snapshot = new Row.Snapshot(
                stamp("group", 10),
                Row.Counters.none(DirectMembers.getDefaultInstance()),
                0,
                false,
                GroupState.getDefaultInstance(),
                Pins.getDefaultInstance());
        Row mark = new Row.OutboxMark(
                stamp("group", 10), new OutboxKey("bob", ByteString.EMPTY), 5, KeptVerdicts.getDefaultInstance());

        assertThat(BatchStore.waves(List.of(sent, snapshot, mark, elsewhere, next)))
                .containsExactly(List.of(sent, mark, elsewhere, next), List.of(snapshot));
    }

    private static Row.Stamp stamp(String conversation, long offset) {
        return new Row.Stamp(conversation, new Position(0, offset), offset);
    }

    private static Row event(String conversation, long offset, long seq) {
        return new Row.Event(
                stamp(conversation, offset),
                seq,
                0,
                EventKind.EVENT_KIND_CHANGE,
                0,
                SendId.getDefaultInstance(),
                ByteString.EMPTY,
                GroupChange.getDefaultInstance(),
                2);
    }

    private static Row message(String conversation, long offset, long seq) {
        return new Row.Message(
                stamp(conversation, offset), seq, seq, MessageKind.MESSAGE_KIND_TEXT, 0, Send.getDefaultInstance());
    }
}
