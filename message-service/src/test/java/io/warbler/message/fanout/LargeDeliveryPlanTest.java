package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Decision.Crowd;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Verdict;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.delivery.v1.LocalMembers;
import io.warbler.proto.delivery.v1.Place;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.Pins;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// In these tests groups of more than two are large.
class LargeDeliveryPlanTest {

    private static final String GROUP =
            ConversationId.group(new UserId("u" + "0".repeat(32)), new byte[16]).value();
    private static final NodeAddress HERE = new NodeAddress("here", 1);
    private static final NodeAddress THERE = new NodeAddress("there", 2);
    private static final NodeAddress ELSEWHERE = new NodeAddress("elsewhere", 3);
    private static final Crowd CROWD = new Crowd(3, 7, 0, Map.of(), Map.of(), Set.of());

    @Test
    void nodesThatHostMembersAreToldOnceWhoeverTheyAre() {
        List<DeliveryRecord> records = records(decision(CROWD, 3), Map.of(), Set.of());

        assertThat(records).extracting(DeliveryRecord::getNode).containsExactlyInAnyOrder("here", "there");
        assertThat(records).allSatisfy(record -> {
            Delivery delivery = record.getDeliveries(0);
            assertThat(record.getDeliveriesCount()).isEqualTo(1);
            assertThat(delivery.getRecipientsList()).isEmpty();
            assertThat(delivery.getLocalMembers())
                    .isEqualTo(LocalMembers.newBuilder()
                            .setEndedBefore(7)
                            .setEnded(7)
                            .build());
        });
        assertThat(records.stream().filter(it -> it.getDeliveries(0).hasVerdict()))
                .hasSize(1);
    }

    @Test
    void nodesWhoseRoutesCannotBeTrustedAreToldToo() {
        assertThat(records(decision(CROWD, 3), Map.of(), Set.of(ELSEWHERE)))
                .extracting(DeliveryRecord::getNode)
                .containsExactlyInAnyOrder("here", "there", "elsewhere");
    }

    @Test
    void whoseOwnPlaceChangesIsToldWhereverTheyAre() {
        var joined = new Crowd(3, 7, 0, Map.of("dave", place(9)), Map.of(), Set.of());

        List<DeliveryRecord> records = records(decision(joined, 4), Map.of("dave", Set.of(ELSEWHERE)), Set.of());

        assertThat(records).extracting(DeliveryRecord::getNode).containsExactlyInAnyOrder("here", "there", "elsewhere");
        assertThat(records)
                .allSatisfy(record -> assertThat(record.getDeliveries(0).getPlacesList())
                        .containsExactly(Place.newBuilder()
                                .setUser("dave")
                                .setJoinedSeq(9)
                                .build()));
    }

    @Test
    void eventThatMakesAGroupLargeNamesAllAndSaysTheirPlaces() {
        var growing = new Crowd(
                2,
                0,
                0,
                Map.of("carol", place(9)),
                Map.of("alice", place(1), "bob", place(1), "carol", place(9)),
                Set.of());

        List<DeliveryRecord> records =
                records(decision(growing, 3), Map.of("alice", Set.of(HERE), "carol", Set.of(HERE)), Set.of());

        assertThat(records).hasSize(1);
        Delivery delivery = records.getFirst().getDeliveries(0);
        assertThat(delivery.getRecipientsList()).containsExactlyInAnyOrder("alice", "carol");
        assertThat(delivery.hasLocalMembers()).isFalse();
        assertThat(delivery.getPlacesList()).extracting(Place::getUser).containsExactly("alice", "bob", "carol");
    }

    @Test
    void groupThatIsNotLargeNamesItsMembers() {
        Delivery delivery = records(
                        decision(new Crowd(2, 0, 0, Map.of(), Map.of(), Set.of()), 2),
                        Map.of("alice", Set.of(HERE)),
                        Set.of())
                .getFirst()
                .getDeliveries(0);

        assertThat(delivery.getRecipientsList()).containsExactly("alice");
        assertThat(delivery.hasLocalMembers()).isFalse();
        assertThat(delivery.getPlacesList()).isEmpty();
    }

    @Test
    void routesAreReadOfFewHoweverManyMembersThereAre() {
        var joined = new Crowd(3, 7, 0, Map.of("dave", place(9)), Map.of(), Set.of());

        Audience audience = Audience.of(List.of(decision(CROWD, 3), decision(joined, 4)), List.of(), 2);

        assertThat(audience.groups()).containsExactly(GROUP);
        assertThat(audience.users()).containsExactly("dave");
    }

    @Test
    void membersOfARepairedLargeGroupAreHinted() throws InvalidProtocolBufferException {
        var repaired = new RepairedConversation(0, 1, GROUP, 12, 7, 3, Set.of(), Map.of());

        List<DeliveryRecord> records =
                PlannedDeliveries.of(List.of(), List.of(repaired), Map.of(), Map.of(GROUP, Set.of(HERE)), Set.of(), 2);

        assertThat(records).hasSize(1);
        Delivery delivery = records.getFirst().getDeliveries(0);
        assertThat(delivery.getRecipientsList()).isEmpty();
        assertThat(delivery.getLocalMembers().getEndedBefore()).isEqualTo(7);
        assertThat(ServerFrame.parseFrom(delivery.getFrame()).getBehind().getLastSeq())
                .isEqualTo(12);
    }

    @Test
    void placesThatARepairMadeReadableAreToldWhereTheirUsersAre() {
        var repaired = new RepairedConversation(0, 1, GROUP, 12, 7, 3, Set.of(), Map.of("carol", place(9)));

        List<DeliveryRecord> records = PlannedDeliveries.of(
                List.of(), List.of(repaired), Map.of("carol", Set.of(THERE)), Map.of(GROUP, Set.of(HERE)), Set.of(), 2);

        assertThat(records).extracting(DeliveryRecord::getNode).containsExactlyInAnyOrder(HERE.node(), THERE.node());
        assertThat(records)
                .allSatisfy(record -> assertThat(record.getDeliveries(0).getPlacesList())
                        .extracting(Place::getUser)
                        .containsExactly("carol"));
    }

    private static List<DeliveryRecord> records(
            Decision decision, Map<String, Set<NodeAddress>> routes, Set<NodeAddress> broadcast) {
        return PlannedDeliveries.of(
                List.of(decision), List.of(), routes, Map.of(GROUP, Set.of(HERE, THERE)), broadcast, 2);
    }

    private static MemberState place(long joinedSeq) {
        var joined = new MemberState.Joined(joinedSeq, 0, Position.START);
        return new MemberState(GroupRole.GROUP_ROLE_MEMBER, joined, 0, 0, false, 0, MemberState.Asked.NEVER);
    }

    /// A message, whatever the crowd says that it does to places.
    private static Decision decision(Crowd crowd, int members) {
        var position = new Position(0, 9);
        var record = LogRecord.newBuilder()
                .setConversation(GROUP)
                .setReplyTo(ReplyTo.newBuilder().setNode("here").setEpoch(1).setConnection(5))
                .setSend(Send.getDefaultInstance())
                .build();
        var message = new Row.Message(
                new Row.Stamp(GROUP, position, 1), 9, 3, MessageKind.MESSAGE_KIND_TEXT, 1, record.getSend());
        var appended = new Decision.Appended(
                message,
                Row.Counters.none(DirectMembers.getDefaultInstance()),
                GroupState.newBuilder()
                        .setMemberCount(members)
                        .setEndedSeq(crowd.endedBefore())
                        .build(),
                Pins.getDefaultInstance(),
                Set.of("alice", "bob", "carol"),
                Set.of(),
                crowd);
        return new Decision(
                new LogEntry(position, 1, record), new Verdict.Accepted(9, 3, 1, "m-1"), appended, List.of(message));
    }
}
