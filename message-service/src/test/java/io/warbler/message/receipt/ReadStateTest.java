package io.warbler.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.proto.store.v1.ConversationHead;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I14")
class ReadStateTest {

    private static final UserId ALICE = new UserId("u" + "a".repeat(32));
    private static final UserId BOB = new UserId("u" + "b".repeat(32));
    private static final Membership ALICES = membership(ALICE, BOB);
    private static final Membership BOBS = membership(BOB, ALICE);

    @Test
    void everythingIsUnreadForWhoHasNeitherReadNorSent() {
        var head = head(5, 0, 5);

        assertThat(ReadState.of(ALICES, head, Markers.NONE)).isEqualTo(new ReadState(0, 0, 5, 5, 5));
    }

    @Test
    void aSendMovesItsSendersMarker() {
        // Alice's last message is number 3 of 5
        var head = head(5, 3, 5);

        assertThat(ReadState.of(ALICES, head, marked(2, 0))).isEqualTo(new ReadState(3, 3, 5, 5, 2));
        assertThat(ReadState.of(BOBS, head, Markers.NONE)).isEqualTo(new ReadState(5, 5, 3, 3, 0));
    }

    @Test
    void aMarkerAboveTheOwnLastMessageCounts() {
        var head = head(9, 3, 9);

        assertThat(ReadState.of(ALICES, head, marked(7, 0))).isEqualTo(new ReadState(7, 7, 9, 9, 2));
    }

    @Test
    void thePeersMarkerIsTheHigherOfStoredAndSent() {
        var head = head(9, 9, 4);

        assertThat(ReadState.of(ALICES, head, marked(0, 6)).peerSeq()).isEqualTo(6);
        assertThat(ReadState.of(ALICES, head, marked(0, 2)).peerSeq()).isEqualTo(4);
    }

    @Test
    void unreadIsCountedInMessagesNotInEvents() {
        // 10 events, 6 of them messages; the marker stands at event 8, after message 4
        var head = head(10, 0, 10).toBuilder().setOrdinal(6).build();

        assertThat(ReadState.of(ALICES, head, new Markers(8, 4, 0, 0, 0, 0)).unreadCount())
                .isEqualTo(2);
    }

    @Test
    void aMarkerBeyondTheHeadLeavesNothingUnread() {
        assertThat(ReadState.of(ALICES, head(5, 0, 5), marked(8, 0)).unreadCount())
                .isZero();
    }

    @Test
    void whatIsReadOrAnsweredIsDelivered() {
        // of both sides, the read marker is above the delivered one
        var stored = new Markers(4, 4, 2, 3, 1, 0);

        ReadState alices = ReadState.of(ALICES, head(9, 0, 9), stored);
        ReadState bobs = ReadState.of(BOBS, head(9, 9, 0), stored);

        assertThat(alices.deliveredSeq()).isEqualTo(4);
        assertThat(alices.peerDeliveredSeq()).isEqualTo(9);
        assertThat(bobs.peerSeq()).isEqualTo(9);
        assertThat(ReadState.of(BOBS, head(9, 0, 9), stored).peerDeliveredSeq()).isEqualTo(3);
    }

    @Test
    void deliveredStandsAboveReadAndLeavesUnreadAlone() {
        ReadState state = ReadState.of(ALICES, head(9, 0, 0), new Markers(2, 2, 7, 3, 8, 0));

        assertThat(state).isEqualTo(new ReadState(2, 7, 3, 8, 7));
        assertThat(Markers.NONE.delivered(5).read(3, 3)).isEqualTo(new Markers(3, 3, 5, 0, 0, 0));
    }

    private static Membership membership(UserId user, UserId peer) {
        return new Membership.Direct(user, ConversationId.direct(DirectPair.of(user, peer)), peer, 1, Position.START);
    }

    private static Markers marked(long seq, long peerSeq) {
        return new Markers(seq, seq, 0, peerSeq, 0, 0);
    }

    private static ConversationHead head(long last, long lowLast, long highLast) {
        return ConversationHead.newBuilder()
                .setLow(ALICE.value())
                .setHigh(BOB.value())
                .setSeq(last)
                .setOrdinal(last)
                .setLowLastSeq(lowLast)
                .setLowLastOrdinal(lowLast)
                .setHighLastSeq(highLast)
                .setHighLastOrdinal(highLast)
                .build();
    }
}
