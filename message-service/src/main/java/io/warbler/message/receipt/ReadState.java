package io.warbler.message.receipt;

import io.warbler.message.conversation.Membership;
import io.warbler.proto.store.v1.ConversationHead;

/// How far a user has read, and the other side of a DIRECT conversation; derived, never counted.
///
/// A send moves its sender's marker: a stored marker below one's own last message is superseded by that message. So
/// everything after one's own marker was sent by others, and unread is a difference of two ordinals. In a group what was
/// there before the user joined is not unread.
///
/// @param seq         the user's own marker
/// @param peerSeq     the peer's marker; 0 in a group
/// @param unreadCount messages of others after the own marker
public record ReadState(long seq, long peerSeq, long unreadCount) {

    /// The state of a member at a head that was read for them.
    public static ReadState of(Membership membership, ConversationHead head, Markers markers) {
        ReadBasis basis = ReadBasis.of(membership, head, markers);
        return new ReadState(
                basis.readSeq(),
                peerSeq(membership, head, markers),
                Math.max(0, head.getOrdinal() - basis.seenOrdinal()));
    }

    private static long peerSeq(Membership membership, ConversationHead head, Markers markers) {
        return switch (membership) {
            case Membership.Direct direct ->
                Math.max(ReadBasis.lastSend(direct.peer(), head).getSeq(), markers.peerSeq());
            case Membership.InGroup _ -> 0;
        };
    }
}
