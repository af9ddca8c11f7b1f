package io.warbler.message.receipt;

import io.warbler.kernel.ConversationId;
import io.warbler.message.conversation.Membership;
import io.warbler.proto.client.v1.MarkedRead;
import io.warbler.proto.store.v1.ConversationHead;

/// How far a user has read and received, and the other side of a DIRECT conversation; derived, never counted.
///
/// A send moves its sender's markers: a stored marker below one's own last message is superseded by that message. So
/// everything after one's own marker was sent by others, and unread is a difference of two ordinals. In a group what
/// was there before the user joined is not unread. What is read is delivered.
///
/// @param seq              the user's own read marker
/// @param deliveredSeq     the user's own delivered marker, `seq` at least
/// @param peerSeq          the peer's read marker; 0 in a group
/// @param peerDeliveredSeq the peer's delivered marker, `peerSeq` at least; 0 in a group
/// @param unreadCount      messages of others after the own read marker
public record ReadState(long seq, long deliveredSeq, long peerSeq, long peerDeliveredSeq, long unreadCount) {

    /// The state of a member at a head that was read for them.
    public static ReadState of(Membership membership, ConversationHead head, Markers markers) {
        ReadBasis basis = ReadBasis.of(membership, head, markers);
        long peerSeq = peerSeq(membership, head, markers);
        return new ReadState(
                basis.readSeq(),
                Math.max(basis.readSeq(), markers.deliveredSeq()),
                peerSeq,
                Math.max(peerSeq, markers.peerDeliveredSeq()),
                Math.max(0, head.getOrdinal() - basis.seenOrdinal()));
    }

    private static long peerSeq(Membership membership, ConversationHead head, Markers markers) {
        return switch (membership) {
            case Membership.Direct direct ->
                Math.max(ReadBasis.lastSend(direct.peer(), head).getSeq(), markers.peerSeq());
            case Membership.InGroup _ -> 0;
        };
    }

    /// What the user is told of their own markers.
    public MarkedRead marked(ConversationId conversation) {
        return MarkedRead.newBuilder()
                .setConversation(conversation.value())
                .setSeq(seq)
                .setUnreadCount(unreadCount)
                .setDeliveredSeq(deliveredSeq)
                .build();
    }
}
