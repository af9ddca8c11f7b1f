package io.warbler.message.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.edge.WrittenConversation;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Inbox;
import io.warbler.proto.client.v1.InboxEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I11")
@Tag("I14")
class InboxIT extends SharedEdge {

    @Test
    void conversationsComeByLastActivityWithWhatIsUnread() {
        UserId alice = EdgeHarness.newUser();
        var first = harness.conversation(alice);
        var second = harness.conversation(alice);
        UserId peer = peerOf(first, alice);
        first.say(peer, 3).store().cache();
        second.say(alice, 2).store();
        first.say(peer, "newest").store().cache();

        List<InboxEntry> entries = inbox(alice, 0, ByteString.EMPTY).getEntriesList();

        assertThat(entries)
                .extracting(InboxEntry::getConversation)
                .containsExactly(first.id().value(), second.id().value());
        assertThat(entries.getFirst().getPeer()).isEqualTo(peer.value());
        assertThat(entries.getFirst().getUnreadCount()).isEqualTo(4);
        assertThat(entries.getFirst().getPeerReadSeq()).isEqualTo(4);
        assertThat(entries.getFirst().getLastMessage().getBody().getText()).isEqualTo("newest");
        assertThat(entries.getFirst().getLastSeq()).isEqualTo(4);
        assertThat(entries.getLast().getUnreadCount()).isZero();
        assertThat(entries.getLast().getReadSeq()).isEqualTo(2);
    }

    @Test
    void markerMovesForwardOnlyAndOthersAreTold() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 5).store().checkpoint();
        var reader = new Reading(harness, conversation.high());
        int before = harness.signals().signals().size();

        var third = reader.mark(conversation.id(), 3).getMarked();
        var second = reader.mark(conversation.id(), 2).getMarked();
        var beyond = reader.mark(conversation.id(), 1_000).getMarked();

        assertThat(third.getSeq()).isEqualTo(3);
        assertThat(third.getUnreadCount()).isEqualTo(2);
        assertThat(second).isEqualTo(third);
        assertThat(beyond.getSeq()).isEqualTo(5);
        assertThat(beyond.getUnreadCount()).isZero();
        var told = harness.signals().signals().subList(before, before + 2);
        assertThat(harness.signals().signals()).hasSize(before + 2);
        assertThat(told).allSatisfy(it -> {
            assertThat(it.recipients()).containsExactlyInAnyOrder(conversation.low(), conversation.high());
            assertThat(it.delivery().getOrigin().getNode()).isEqualTo("gateway-1");
            assertThat(it.delivery().getOrigin().getConnection()).isEqualTo(9);
        });
        assertThat(entry(conversation, conversation.low()).getPeerReadSeq()).isEqualTo(5);
        assertThat(entry(conversation, conversation.high()).getUnreadCount()).isZero();
    }

    @Test
    void ownSendSupersedesALowerMarker() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 4).store();
        var reader = new Reading(harness, conversation.high());
        reader.mark(conversation.id(), 2);

        conversation.say(conversation.high(), 1).say(conversation.low(), 2).store();

        assertThat(entry(conversation, conversation.high()).getReadSeq()).isEqualTo(5);
        assertThat(entry(conversation, conversation.high()).getUnreadCount()).isEqualTo(2);
        assertThat(reader.mark(conversation.id(), 4).getMarked().getSeq()).isEqualTo(5);
    }

    @Test
    void markersOfStrangersAndWrongSeqsAreRefused() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 1).store();

        var stranger = new Reading(harness, EdgeHarness.newUser()).mark(conversation.id(), 1);
        var zero = new Reading(harness, conversation.low()).mark(conversation.id(), 0);

        assertThat(stranger.getError().getCode()).isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
        assertThat(zero.getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        UserId alice = EdgeHarness.newUser();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            var conversation = harness.conversation(alice);
            conversation.say(alice, 1).store();
            expected.addFirst(conversation.id().value());
        }

        List<String> seen = new ArrayList<>();
        ByteString cursor = ByteString.EMPTY;
        do {
            Inbox page = inbox(alice, 3, cursor);
            page.getEntriesList().forEach(it -> seen.add(it.getConversation()));
            cursor = page.getNext();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void garbageCursorAndWrongLimitAreRefused() {
        var reader = new Reading(harness, EdgeHarness.newUser());

        assertThat(reader.inbox(0, ByteString.copyFromUtf8("garbage"))
                        .getError()
                        .getCode())
                .isEqualTo(ErrorCode.FIELD_INVALID);
        assertThat(reader.inbox(101, ByteString.EMPTY).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
        assertThat(reader.inbox(0, ByteString.EMPTY).getInbox().getEntriesList())
                .isEmpty();
    }

    private Inbox inbox(UserId user, int limit, ByteString cursor) {
        return new Reading(harness, user).inbox(limit, cursor).getInbox();
    }

    private InboxEntry entry(WrittenConversation conversation, UserId user) {
        return inbox(user, 0, ByteString.EMPTY).getEntriesList().stream()
                .filter(it -> it.getConversation().equals(conversation.id().value()))
                .findFirst()
                .orElseThrow();
    }

    private static UserId peerOf(WrittenConversation conversation, UserId user) {
        return conversation.low().equals(user) ? conversation.high() : conversation.low();
    }
}
