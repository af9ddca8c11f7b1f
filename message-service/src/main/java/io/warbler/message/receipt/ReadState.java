package io.warbler.message.receipt;

import io.warbler.kernel.UserId;
import io.warbler.proto.store.v1.ConversationHead;

/// How far both sides of a DIRECT conversation have read; derived, never counted.
///
/// A send moves its sender's marker: a stored marker below one's own last message is superseded by that message. So
/// everything after one's own marker was sent by the peer, and unread is a difference of two ordinals.
///
/// @param seq         the user's own marker
/// @param peerSeq     the peer's marker
/// @param unreadCount messages of the peer after the own marker
public record ReadState(long seq, long peerSeq, long unreadCount) {

    /// The state of `user` at a head.
    public static ReadState of(UserId user, ConversationHead head, Markers markers) {
        boolean isLow = user.value().equals(head.getLow());
        long ownSeq = isLow ? head.getLowLastSeq() : head.getHighLastSeq();
        long ownOrdinal = isLow ? head.getLowLastOrdinal() : head.getHighLastOrdinal();
        long peerSeq = isLow ? head.getHighLastSeq() : head.getLowLastSeq();
        long read = Math.max(ownOrdinal, markers.ordinal());
        return new ReadState(
                Math.max(ownSeq, markers.seq()),
                Math.max(peerSeq, markers.peerSeq()),
                Math.max(0, head.getOrdinal() - read));
    }
}
