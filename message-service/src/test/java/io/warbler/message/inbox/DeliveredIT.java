package io.warbler.message.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.edge.WrittenConversation;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.client.v1.MarkedRead;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How far messages have come, as the peer of a DIRECT conversation is told; groups: `MemberViewIT`.
@Tag("I14")
class DeliveredIT extends SharedEdge {

    @AfterEach
    void befriend() {
        harness.friends().answer(FakeFriends.FRIENDS);
    }

    @Test
    void markerMovesForwardOnlyAndOnlyThePeerIsTold() throws InvalidProtocolBufferException {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 5).store().checkpoint();
        var receiver = new Reading(harness, conversation.high());
        ByteString token = new Reading(harness, conversation.low())
                .sync(ByteString.EMPTY)
                .getResult()
                .getToken();
        int before = harness.signals().signals().size();

        MarkedRead third = receiver.markDelivered(conversation.id(), 3).getMarked();
        MarkedRead second = receiver.markDelivered(conversation.id(), 2).getMarked();
        MarkedRead beyond = receiver.markDelivered(conversation.id(), 1_000).getMarked();

        assertThat(third.getDeliveredSeq()).isEqualTo(3);
        assertThat(third.getSeq()).isZero();
        assertThat(third.getUnreadCount()).isEqualTo(5);
        assertThat(second).isEqualTo(third);
        assertThat(beyond.getDeliveredSeq()).isEqualTo(5);
        var told = harness.signals().signals();
        assertThat(told.subList(before, told.size()))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.recipients()).containsExactly(conversation.low()));
        var receipt =
                ServerFrame.parseFrom(told.getLast().delivery().getFrame()).getReadReceipt();
        assertThat(receipt.getUser()).isEqualTo(conversation.high().value());
        assertThat(receipt.getDeliveredSeq()).isEqualTo(5);
        assertThat(receipt.getSeq()).isZero();
        assertThat(entry(conversation, conversation.high()).getDeliveredSeq()).isEqualTo(5);
        assertThat(entry(conversation, conversation.low()).getPeerDeliveredSeq())
                .isEqualTo(5);
        assertThat(entry(conversation, conversation.low()).getPeerReadSeq()).isZero();
        assertToldBySync(conversation, token, 5);
    }

    @Test
    void whatIsReadIsDeliveredWithoutAWord() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 5).store();
        var receiver = new Reading(harness, conversation.high());
        receiver.markDelivered(conversation.id(), 2);
        receiver.mark(conversation.id(), 4);
        int before = harness.signals().signals().size();

        MarkedRead marked = receiver.markDelivered(conversation.id(), 4).getMarked();

        assertThat(marked.getDeliveredSeq()).isEqualTo(4);
        assertThat(harness.signals().signals()).hasSize(before);
        assertThat(entry(conversation, conversation.low()).getPeerDeliveredSeq())
                .isEqualTo(4);
    }

    @Test
    void whoMayNotWriteLearnsNothingAndWhoCannotTellMovesNothing() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 3).store();
        var receiver = new Reading(harness, conversation.high());
        int before = harness.signals().signals().size();

        harness.friends().answer(FakeFriends.STRANGERS);
        MarkedRead withheld = receiver.markDelivered(conversation.id(), 3).getMarked();
        harness.friends().answer(CompletableFuture.failedFuture(new IllegalStateException("down")));
        var unknown = receiver.markDelivered(conversation.id(), 3).getError();

        assertThat(withheld.getDeliveredSeq()).isZero();
        assertThat(unknown.getCode()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(harness.signals().signals()).hasSize(before);
        assertThat(entry(conversation, conversation.low()).getPeerDeliveredSeq())
                .isZero();
    }

    @Test
    void markersOfStrangersAndWrongSeqsAreRefused() {
        var conversation = harness.conversation();
        conversation.say(conversation.low(), 1).store();

        var stranger = new Reading(harness, EdgeHarness.newUser()).markDelivered(conversation.id(), 1);
        var zero = new Reading(harness, conversation.low()).markDelivered(conversation.id(), 0);

        assertThat(stranger.getError().getCode()).isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
        assertThat(zero.getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
    }

    /// To the sender, who was offline meanwhile.
    private void assertToldBySync(WrittenConversation conversation, ByteString token, long seq) {
        assertThat(new Reading(harness, conversation.low())
                        .sync(token)
                        .getResult()
                        .getConversationsList())
                .extracting(ConversationDelta::getEntry)
                .extracting(InboxEntry::getPeerDeliveredSeq)
                .containsExactly(seq);
    }

    private InboxEntry entry(WrittenConversation conversation, UserId user) {
        return new Reading(harness, user)
                .inbox(0, ByteString.EMPTY).getInbox().getEntriesList().stream()
                        .filter(it ->
                                it.getConversation().equals(conversation.id().value()))
                        .findFirst()
                        .orElseThrow();
    }
}
