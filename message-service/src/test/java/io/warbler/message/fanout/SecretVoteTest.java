package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Verdict;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.PollTally;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.Pins;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who voted in an anonymous poll is told to nobody but the voter.
class SecretVoteTest {

    private static final NodeAddress HERE = new NodeAddress("here", 1);

    @Test
    void othersGetTheTallyAloneAndThoseWhoJoinedLaterNothing() throws InvalidProtocolBufferException {
        List<Delivery> told = deliveries(true);

        assertThat(told).hasSize(3);
        assertThat(told.getFirst().getRecipientsList()).containsExactly("alice");
        assertThat(event(told.getFirst()).getActor()).isEqualTo("alice");
        assertThat(vote(told.getFirst()).getOptionsList()).containsExactly(1);
        assertThat(told.getFirst().hasVerdict()).isTrue();
        assertThat(told.get(1).getRecipientsList()).containsExactly("bob");
        assertThat(vote(told.get(1)).getTally().getCountsList()).containsExactly(0, 1);
        assertThat(vote(told.get(1)).getOptionsList()).isEmpty();
        assertThat(event(told.getLast()).hasMessageChange()).isFalse();
        for (Delivery others : told.subList(1, 3)) {
            assertThat(others.getFrame().toString(StandardCharsets.ISO_8859_1)).doesNotContain("alice");
            assertThat(others.hasVerdict()).isFalse();
        }
    }

    @Test
    void ofAnOpenVoteEverybodyIsToldWhoseItIs() throws InvalidProtocolBufferException {
        Delivery told = deliveries(false).getFirst();

        assertThat(told.getRecipientsList()).containsExactlyInAnyOrder("alice", "bob");
        assertThat(event(told).getActor()).isEqualTo("alice");
        assertThat(vote(told).getOptionsList()).containsExactly(1);
    }

    @Test
    void inALargeGroupNobodyIsToldWhoVoted() throws InvalidProtocolBufferException {
        List<Delivery> told = deliveries(true, 2);

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().hasLocalMembers()).isTrue();
        assertThat(vote(told.getFirst()).getTally().getCountsList()).containsExactly(0, 1);
        assertThat(vote(told.getFirst()).getOptionsList()).isEmpty();
        assertThat(new String(told.getFirst().toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("alice");
    }

    private static List<Delivery> deliveries(boolean anonymous) {
        return deliveries(anonymous, 200);
    }

    private static List<Delivery> deliveries(boolean anonymous, int largeAbove) {
        var routes = Map.of("alice", Set.of(HERE), "bob", Set.of(HERE), "late", Set.of(HERE));
        return PlannedDeliveries.of(
                        List.of(vote(anonymous)), List.of(), routes, Map.of("g", Set.of(HERE)), Set.of(), largeAbove)
                .stream()
                .flatMap(record -> record.getDeliveriesList().stream())
                .toList();
    }

    private static Event event(Delivery delivery) throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(delivery.getFrame()).getEvent();
    }

    private static PollVoted vote(Delivery delivery) throws InvalidProtocolBufferException {
        return event(delivery).getMessageChange().getPollVoted();
    }

    private static Decision vote(boolean anonymous) {
        var tally = PollTally.newBuilder()
                .addAllCounts(List.of(0, 1))
                .setVoterCount(1)
                .setAnonymous(anonymous);
        var change = MessageChange.newBuilder()
                .setTargetSeq(2)
                .setTargetOrdinal(1)
                .setPollVoted(PollVoted.newBuilder().addOptions(1).setTally(tally));
        var event = new Row.Event(
                new Row.Stamp("g", new Position(0, 7), 70),
                4,
                1,
                EventKind.EVENT_KIND_MESSAGE_CHANGE,
                1,
                SendId.newBuilder().setSender("alice").build(),
                ByteString.EMPTY,
                GroupChange.getDefaultInstance(),
                3,
                change.build(),
                ByteString.EMPTY);
        var appended = new Decision.Appended(
                event,
                Row.Counters.none(DirectMembers.getDefaultInstance()),
                GroupState.getDefaultInstance(),
                Pins.getDefaultInstance(),
                Set.of("alice", "late", "bob"),
                Set.of("late"),
                new Decision.Crowd(3, 0, 1, Map.of(), Map.of(), Set.of()));
        var record = LogRecord.newBuilder()
                .setConversation("g")
                .setReplyTo(ReplyTo.newBuilder().setNode("here").setEpoch(1).setConnection(5))
                .build();
        var entry = new LogEntry(new Position(0, 7), 1, record);
        return new Decision(entry, new Verdict.Accepted(4, 1, 1, "m-1"), appended, List.of(event));
    }
}
