package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Discretion;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.delivery.v1.Place;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every user is connected to a node of their name.
@Tag("I11")
class ChannelDeliveryTest {

    private static final String CHANNEL = "c";
    private static final Set<String> MEMBERS = Set.of("owner", "reader", "ursula", "victor");
    private static final Set<String> READERS = Set.of("reader", "ursula", "victor");
    private static final int NEVER_LARGE = Integer.MAX_VALUE;
    private static final MemberState MEMBER = new MemberState(
            GroupRole.GROUP_ROLE_MEMBER,
            new MemberState.Joined(4, 0, new Position(0, 7)),
            0,
            0,
            false,
            0,
            MemberState.Asked.NEVER);

    @Test
    void ownerIsToldWhoCameAndEachWhoCameOfThemselves() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getMembersAddedBuilder().addUsers("ursula").addUsers("victor");

        var told = told(decision(change, crowd(2, "ursula", "victor")), NEVER_LARGE);

        assertThat(event(told, "owner").getChange()).isEqualTo(change.build());
        assertThat(event(told, "ursula").getChange().getMembersAdded().getUsersList())
                .containsExactly("ursula");
        assertThat(event(told, "victor").getChange().getMembersAdded().getUsersList())
                .containsExactly("victor");
        assertThat(event(told, "reader").hasChange()).isFalse();
        assertThat(event(told, "reader").getSeq()).isEqualTo(4);
        assertThat(event(told, "reader").getMemberCount()).isEqualTo(4);
        assertNamesNobodyElse(told, "reader", "ursula");
    }

    @Test
    void whoIsRemovedIsToldAndOtherReadersAreNot() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getMemberRemovedBuilder().setUser("victor");

        var told = told(decision(change, crowd(4, "victor")), NEVER_LARGE);

        assertThat(event(told, "victor").getChange()).isEqualTo(change.build());
        assertThat(event(told, "victor").getActor()).isEqualTo("owner");
        assertThat(event(told, "ursula").hasChange()).isFalse();
        assertThat(event(told, "ursula").getActor()).isEmpty();
    }

    @Test
    void creationIsToldWithoutTheOthers() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getCreatedBuilder().addAllMembers(READERS).getInfoBuilder().setTitle("News");

        var told = told(decision(change, crowd(0, "owner", "reader", "ursula", "victor")), NEVER_LARGE);

        assertThat(event(told, "owner").getChange()).isEqualTo(change.build());
        var created = event(told, "reader").getChange().getCreated();
        assertThat(created.getInfo().getTitle()).isEqualTo("News");
        assertThat(created.getMembersList()).containsExactly("reader");
    }

    @Test
    void whatIsAboutNobodyIsToldToAllAlike() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getInfoSetBuilder().setTitle("News");

        var told = told(decision(change, crowd(4)), NEVER_LARGE);

        for (String user : MEMBERS) {
            assertThat(event(told, user).getChange()).isEqualTo(change.build());
            assertThat(event(told, user).getActor()).isEqualTo("owner");
        }
    }

    @Test
    void inALargeChannelOnlyThoseAreNamedWhomItIsAbout() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getMemberRemovedBuilder().setUser("victor");

        var told = told(decision(change, crowd(4, "victor")), 2);

        assertThat(told.keySet()).containsExactlyInAnyOrder("victor", "reader");
        List<Delivery> toVictor = told.getOrDefault("victor", List.of());
        assertThat(toVictor.getFirst().getRecipientsList()).containsExactly("victor");
        assertThat(ServerFrame.parseFrom(toVictor.getFirst().getFrame())
                        .getEvent()
                        .getChange())
                .isEqualTo(change.build());
        assertThat(toVictor.get(1).hasLocalMembers()).isTrue();
        assertThat(toVictor.get(1).getPlacesList()).extracting(Place::getUser).containsExactly("victor");
        // the victim's own, in case that they are here and their route came late; then that of all local members
        List<Delivery> toReader = told.getOrDefault("reader", List.of());
        assertThat(toReader.getFirst()).isEqualTo(toVictor.getFirst());
        Delivery toOthers = toReader.getLast();
        assertThat(toReader).hasSize(2);
        assertThat(toOthers.hasLocalMembers()).isTrue();
        var event = ServerFrame.parseFrom(toOthers.getFrame()).getEvent();
        assertThat(event.hasChange()).isFalse();
        assertThat(event.getActor()).isEmpty();
    }

    @Test
    void routesAreReadOfWhoseRoleChangesInALargeChannel() {
        var change = GroupChange.newBuilder();
        change.getRoleSetBuilder().setUser("reader").setRole(GroupRole.GROUP_ROLE_ADMIN);
        var banned = GroupChange.newBuilder();
        banned.getMemberBannedBuilder().setUser("stranger");

        assertThat(Audience.of(List.of(decision(change, crowd(4))), List.of(), 2)
                        .users())
                .containsExactly("reader");
        assertThat(Audience.of(List.of(decision(banned, crowd(4))), List.of(), 2)
                        .users())
                .isEmpty();
    }

    @Test
    void ownerAndAdminsOfALargeChannelAreToldByName() throws InvalidProtocolBufferException {
        var change = GroupChange.newBuilder();
        change.getMembersAddedBuilder().addUsers("victor");
        var crowd = new Decision.Crowd(3, 0, 0, Map.of("victor", MEMBER), Map.of(), Set.of("owner"));

        var told = told(decision(change, crowd), 2);

        Delivery first = told.getOrDefault("owner", List.of()).getFirst();
        assertThat(first.getRecipientsList()).containsExactly("owner");
        assertThat(ServerFrame.parseFrom(first.getFrame()).getEvent().getChange())
                .isEqualTo(change.build());
        // the node that hosts readers hands the same to nobody but them, and readers get theirs after it
        List<Delivery> hosting = told.getOrDefault("reader", List.of());
        assertThat(hosting.getFirst().getRecipientsList()).containsExactly("owner");
        assertThat(hosting.getLast().hasLocalMembers()).isTrue();
        assertThat(ServerFrame.parseFrom(hosting.getLast().getFrame())
                        .getEvent()
                        .hasChange())
                .isFalse();
        assertThat(Audience.of(List.of(decision(change, crowd)), List.of(), 2).users())
                .containsExactlyInAnyOrder("owner", "victor");
    }

    @Test
    void everyNodeLearnsItsPlacesWhenAChannelBecomesLarge() {
        var change = GroupChange.newBuilder();
        change.getMembersAddedBuilder().addUsers("victor");
        Map<String, MemberState> all = MEMBERS.stream().collect(Collectors.toMap(user -> user, _ -> MEMBER));
        var crowd = new Decision.Crowd(2, 0, 0, Map.of("victor", MEMBER), all, Set.of());

        var told = told(decision(change, crowd), 2);

        for (String user : MEMBERS) {
            assertThat(told.getOrDefault(user, List.of()).getFirst().getPlacesList())
                    .as(user)
                    .extracting(Place::getUser)
                    .contains(user);
        }
    }

    private static void assertNamesNobodyElse(Map<String, List<Delivery>> told, String user, String other)
            throws InvalidProtocolBufferException {
        ByteString frame = told.getOrDefault(user, List.of()).getFirst().getFrame();
        assertThat(frame.toString(StandardCharsets.ISO_8859_1)).doesNotContain(other);
        assertThat(ServerFrame.parseFrom(frame).getEvent().getActor()).isEmpty();
    }

    private static Event event(Map<String, List<Delivery>> told, String user) throws InvalidProtocolBufferException {
        List<Delivery> deliveries = told.getOrDefault(user, List.of());
        assertThat(deliveries).as(user).hasSize(1);
        assertThat(deliveries.getFirst().getRecipientsList()).containsExactly(user);
        return ServerFrame.parseFrom(deliveries.getFirst().getFrame()).getEvent();
    }

    private static Map<String, List<Delivery>> told(Decision decision, int largeAbove) {
        Map<String, Set<NodeAddress>> routes =
                MEMBERS.stream().collect(Collectors.toMap(user -> user, user -> Set.of(new NodeAddress(user, 1))));
        var hosts = Map.of(CHANNEL, Set.of(new NodeAddress("reader", 1)));
        return PlannedDeliveries.of(List.of(decision), List.of(), routes, hosts, Set.of(), largeAbove).stream()
                .collect(Collectors.toMap(DeliveryRecord::getNode, DeliveryRecord::getDeliveriesList));
    }

    private static Decision.Crowd crowd(int before, String... changed) {
        Map<String, MemberState> places = Set.of(changed).stream().collect(Collectors.toMap(user -> user, _ -> MEMBER));
        return new Decision.Crowd(before, 0, 0, places, Map.of(), Set.of());
    }

    /// The owner acts.
    private static Decision decision(GroupChange.Builder change, Decision.Crowd crowd) {
        var stamp = new Row.Stamp(CHANNEL, new Position(0, 7), 70);
        var event = new Row.Event(
                stamp,
                4,
                0,
                EventKind.EVENT_KIND_CHANGE,
                1,
                SendId.newBuilder().setSender("owner").build(),
                ByteString.EMPTY,
                change.build(),
                4);
        var appended = new Decision.Appended(
                event,
                Row.Counters.none(DirectMembers.getDefaultInstance()),
                GroupState.newBuilder().setMemberCount(4).build(),
                Pins.getDefaultInstance(),
                MEMBERS,
                Discretion.isDiscreet(CHANNEL, change.build()) ? READERS : Set.of(),
                crowd);
        var entry = new LogEntry(
                new Position(0, 7),
                1,
                LogRecord.newBuilder().setConversation(CHANNEL).build());
        return new Decision(entry, null, appended, List.of(event));
    }
}
