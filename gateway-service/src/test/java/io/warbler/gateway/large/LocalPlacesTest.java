package io.warbler.gateway.large;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.gateway.large.LocalPlaces.Told;
import io.warbler.kernel.KnownPlace;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.LocalMembers;
import io.warbler.proto.delivery.v1.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I11")
class LocalPlacesTest {

    private static final String GROUP = "g";
    private static final String ALICE = "alice";
    private static final String BOB = "bob";

    private final List<String> interest = new ArrayList<>();
    private final LocalPlaces places = new LocalPlaces(new LocalPlaces.Interest() {
        @Override
        public void began(String group) {
            interest.add("began " + group);
        }

        @Override
        public void ended(String group) {
            interest.add("ended " + group);
        }
    });

    @Test
    void memberIsToldFromTheirJoinOn() {
        read(ALICE, new KnownPlace(5, 0, 9));

        assertThat(places.tell(event(10, 0)).whole()).containsExactly(ALICE);
        assertThat(places.tell(event(4, 0)).whole()).isEmpty();
        assertThat(places.tell(event(11, 0).toBuilder().setConversation("other").build())
                        .whole())
                .isEmpty();
    }

    @Test
    void removedMemberIsToldOfTheRemovalAndOfNothingLater() {
        read(ALICE, new KnownPlace(5, 0, 9));

        assertThat(places.tell(removal(ALICE, 10, 0)).whole()).containsExactly(ALICE);
        assertThat(places.tell(event(11, 10)).whole()).isEmpty();
        assertThat(places.tell(event(11, 10)).unsure()).isEmpty();
    }

    @Test
    void eventThatArrivesMeanwhileWinsOverWhatIsRead() {
        Guest alice = places.arrive(ALICE);
        places.tell(removal(ALICE, 10, 0));

        assertThat(places.take(alice, Map.of(GROUP, new KnownPlace(5, 0, 9)))).isFalse();

        assertThat(places.tell(event(11, 10)).whole()).isEmpty();
    }

    @Test
    void whatIsReadWinsOverAnEarlierEvent() {
        Guest alice = places.arrive(ALICE);
        places.tell(removal(ALICE, 10, 0));

        assertThat(places.take(alice, Map.of(GROUP, new KnownPlace(12, 0, 13)))).isTrue();

        assertThat(places.tell(event(14, 10)).whole()).containsExactly(ALICE);
    }

    @Test
    void nobodyIsToldWhoMayHaveBeenRemovedUnnoticed() {
        Guest alice = read(ALICE, new KnownPlace(5, 0, 9));

        Told told = places.tell(event(12, 11));

        assertThat(told.whole()).isEmpty();
        assertThat(told.unsure()).containsExactly(alice);
        places.take(alice, Map.of(GROUP, new KnownPlace(5, 0, 12)));
        assertThat(places.tell(event(13, 11)).whole()).containsExactly(ALICE);
    }

    @Test
    void whoWasAwayIsNotTakenToKnowOfWhatEndedMeanwhile() {
        Guest alice = read(ALICE, new KnownPlace(5, 9, 9));
        // neither the join at 20 nor the removal at 22 came here
        places.tell(event(30, 22));

        places.take(alice, Map.of(GROUP, new KnownPlace(20, 0, 20)));
        Told told = places.tell(event(31, 22));

        assertThat(told.whole()).isEmpty();
        assertThat(told.unsure()).containsExactly(alice);
    }

    @Test
    void removalOfAnotherMakesNobodyUnsure() {
        read(ALICE, new KnownPlace(5, 0, 9));
        read(BOB, new KnownPlace(6, 0, 9));

        assertThat(places.tell(removal(BOB, 10, 0)).whole()).containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(places.tell(event(11, 10)).whole()).containsExactly(ALICE);
    }

    @Test
    void whoHidTheMessageGetsTheLimitedFrame() {
        read(ALICE, new KnownPlace(5, 0, 9));
        read(BOB, new KnownPlace(6, 0, 9));
        var event = event(10, 0).toBuilder();
        event.getLocalMembersBuilder()
                .setLimitedFrame(ByteString.copyFromUtf8("less"))
                .addHiddenFrom(BOB);

        Told told = places.tell(event.build());

        assertThat(told.whole()).containsExactly(ALICE);
        assertThat(told.limited()).containsExactly(BOB);
    }

    @Test
    void newMemberIsKnownByTheEventThatMadeThemOne() {
        Guest alice = places.arrive(ALICE);
        var joined = event(20, 15).toBuilder()
                .addPlaces(Place.newBuilder().setUser(ALICE).setJoinedSeq(20))
                .addPlaces(Place.newBuilder().setUser("elsewhere").setJoinedSeq(20))
                .build();

        Told told = places.tell(joined);

        assertThat(told.whole()).containsExactly(ALICE);
        assertThat(told.entered()).containsExactly(alice);
        assertThat(interest).containsExactly("began g");
    }

    @Test
    void whoJoinedAfterTheMessageThatAnEventIsAboutGetsTheLimitedFrame() {
        read(ALICE, new KnownPlace(5, 0, 20));
        read(BOB, new KnownPlace(15, 0, 20));
        var about = event(21, 0).toBuilder();
        about.getLocalMembersBuilder().setTargetSeq(10).setLimitedFrame(ByteString.copyFromUtf8("limited"));

        Told told = places.tell(about.build());

        assertThat(told.whole()).containsExactly(ALICE);
        assertThat(told.limited()).containsExactly(BOB);
    }

    @Test
    void whatWasReadForAnEarlierStayCountsForNothing() {
        Guest before = places.arrive(ALICE);
        places.leave(ALICE);
        places.arrive(ALICE);

        assertThat(places.take(before, Map.of(GROUP, new KnownPlace(5, 0, 9)))).isFalse();

        assertThat(places.tell(event(10, 0)).whole()).isEmpty();
    }

    @Test
    void interestLastsAsLongAsAnyOfItsUsersStays() {
        read(ALICE, new KnownPlace(5, 0, 9));
        read(BOB, new KnownPlace(6, 0, 9));

        places.leave(ALICE);
        assertThat(interest).containsExactly("began g");
        places.leave(BOB);

        assertThat(interest).containsExactly("began g", "ended g");
        assertThat(places.tell(event(10, 0)).whole()).isEmpty();
    }

    @Test
    void visitThatIsAskedForDuringAnotherFollowsIt() {
        var guest = new Guest(ALICE);

        assertThat(guest.beginVisit()).isTrue();
        assertThat(guest.beginVisit()).isFalse();
        assertThat(guest.endVisit()).isTrue();
        assertThat(guest.beginVisit()).isTrue();
        assertThat(guest.endVisit()).isFalse();
    }

    private Guest read(String user, KnownPlace place) {
        Guest guest = places.arrive(user);
        places.take(guest, Map.of(GROUP, place));
        return guest;
    }

    private static Delivery event(long seq, long endedBefore) {
        return Delivery.newBuilder()
                .setConversation(GROUP)
                .setSeq(seq)
                .setLocalMembers(
                        LocalMembers.newBuilder().setEndedBefore(endedBefore).setEnded(endedBefore))
                .build();
    }

    private static Delivery removal(String user, long seq, long endedBefore) {
        var removal = event(seq, endedBefore).toBuilder();
        removal.getLocalMembersBuilder().setEnded(seq);
        return removal.addPlaces(
                        Place.newBuilder().setUser(user).setJoinedSeq(5).setLeftSeq(seq))
                .build();
    }
}
