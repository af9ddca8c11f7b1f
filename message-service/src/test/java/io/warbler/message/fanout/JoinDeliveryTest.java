package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.JoinRequestState;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.Pins;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JoinDeliveryTest {

    private static final Map<String, Set<NodeAddress>> ROUTES = Map.of(
            "admin", Set.of(new NodeAddress("admins", 1)),
            "member", Set.of(new NodeAddress("members", 1)),
            "guest", Set.of(new NodeAddress("guests", 1)));

    @Test
    void adminsAreToldWhoAsksAndMembersNothingOfIt() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getJoinRequestedBuilder().setInvite(2).setAnswer("canary");

        var deliveries = deliveries(decision("guest", change));

        assertThat(frame(deliveries, "admins").getEvent().getChange()).isEqualTo(change.build());
        assertThat(frame(deliveries, "members").getEvent().getSeq()).isEqualTo(4);
        assertThat(new String(delivery(deliveries, "members").toByteArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary", "guest");
    }

    @Test
    void inALargeGroupNobodyIsToldWhoAsks() {
        var change = GroupChange.newBuilder();
        change.getJoinRequestedBuilder().setInvite(2).setAnswer("canary");
        var hosts = Map.of("g", Set.of(new NodeAddress("members", 1)));

        var records = PlannedDeliveries.of(List.of(decision("guest", change)), List.of(), ROUTES, hosts, Set.of(), 1);

        assertThat(records).extracting(record -> record.getNode()).containsExactlyInAnyOrder("members", "guests");
        for (var record : records) {
            String told = new String(record.toByteArray(), StandardCharsets.ISO_8859_1);
            assertThat(told).doesNotContain("canary");
            assertThat(told.contains("guest")).isEqualTo(record.getNode().equals("guests"));
        }
    }

    @Test
    void ownerAndAdminsOfALargeGroupAreToldByNameWhoAsks() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getJoinRequestedBuilder().setInvite(2).setAnswer("canary");
        var hosts = Map.of("g", Set.of(new NodeAddress("members", 1)));

        var decision = decision("guest", change, Set.of("admin"));
        var records = PlannedDeliveries.of(List.of(decision), List.of(), ROUTES, hosts, Set.of(), 1);

        for (var record : records) {
            for (Delivery delivery : record.getDeliveriesList()) {
                boolean isWhole = delivery.toString().contains("canary");
                assertThat(isWhole).isEqualTo(delivery.getRecipientsList().equals(List.of("admin")));
            }
        }
        assertThat(records).extracting(record -> record.getNode()).contains("admins", "members");
    }

    @Test
    void whoAskedIsToldWhatBecameOfItAndNoEvent() throws InvalidProtocolBufferException {
        var asked = GroupChange.newBuilder();
        asked.getJoinRequestedBuilder().setInvite(2);
        var declined = GroupChange.newBuilder();
        declined.getJoinDeclinedBuilder().setUser("guest");

        assertTold(deliveries(decision("guest", asked)), JoinRequestState.JOIN_REQUEST_STATE_OPEN);
        assertTold(deliveries(decision("admin", declined)), JoinRequestState.JOIN_REQUEST_STATE_DECLINED);
    }

    @Test
    void routesOfWhoAskedAreRead() {
        var declined = GroupChange.newBuilder();
        declined.getJoinDeclinedBuilder().setUser("guest");

        assertThat(Audience.of(List.of(decision("admin", declined)), List.of(), 200)
                        .users())
                .containsExactlyInAnyOrder("admin", "member", "guest");
    }

    private static void assertTold(Map<String, List<Delivery>> deliveries, JoinRequestState state)
            throws InvalidProtocolBufferException {
        Delivery told = delivery(deliveries, "guests");
        assertThat(told.getRecipientsList()).containsExactly("guest");
        assertThat(told.getSeq()).isZero();
        var changed = ServerFrame.parseFrom(told.getFrame()).getJoinRequestChanged();
        assertThat(changed.getConversation()).isEqualTo("g");
        assertThat(changed.getState()).isEqualTo(state);
    }

    private static ServerFrame frame(Map<String, List<Delivery>> deliveries, String node)
            throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(delivery(deliveries, node).getFrame());
    }

    private static Delivery delivery(Map<String, List<Delivery>> deliveries, String node) {
        return deliveries.getOrDefault(node, List.of()).getFirst();
    }

    private static Map<String, List<Delivery>> deliveries(Decision decision) {
        return PlannedDeliveries.of(List.of(decision), List.of(), ROUTES, Set.of()).stream()
                .collect(Collectors.toMap(record -> record.getNode(), record -> record.getDeliveriesList()));
    }

    private static Decision decision(String actor, GroupChange.Builder change) {
        return decision(actor, change, Set.of());
    }

    private static Decision decision(String actor, GroupChange.Builder change, Set<String> managers) {
        var stamp = new Row.Stamp("g", new Position(0, 7), 70);
        var event = new Row.Event(
                stamp,
                4,
                0,
                EventKind.EVENT_KIND_CHANGE,
                1,
                SendId.newBuilder().setSender(actor).build(),
                ByteString.EMPTY,
                change.build(),
                2);
        var appended = new Decision.Appended(
                event,
                Row.Counters.none(DirectMembers.getDefaultInstance()),
                GroupState.getDefaultInstance(),
                Pins.getDefaultInstance(),
                Set.of("admin", "member"),
                Set.of("member"),
                new Decision.Crowd(2, 0, 0, Map.of(), Map.of(), managers));
        var entry = new LogEntry(
                new Position(0, 7),
                1,
                LogRecord.newBuilder().setConversation("g").build());
        return new Decision(entry, null, appended, List.of(event));
    }
}
