package io.warbler.message.receipt;

import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.proto.store.v1.ConversationHead;
import io.warbler.proto.store.v1.LastSend;

/// How far a user has read, and the other side of a DIRECT conversation; derived, never counted.
///
/// A send moves its sender's marker: a stored marker below one's own last message is superseded by that message. So
/// everything after one's own marker was sent by others, and unread is a difference of two ordinals. In a group what
/// was
/// there before the user joined is not unread.
///
/// @param seq         the user's own marker
/// @param peerSeq     the peer's marker; 0 in a group
/// @param unreadCount messages of others after the own marker
public record ReadState(long seq, long peerSeq, long unreadCount) {

    /// The state of a member at a head that was read for them.
    public static ReadState of(Membership membership, ConversationHead head, Markers markers) {
        return switch (membership) {
            case Membership.Direct direct -> of(direct.user(), head, markers);
            case Membership.InGroup place -> inGroup(place, head, markers);
        };
    }

    private static ReadState inGroup(Membership.InGroup place, ConversationHead head, Markers markers) {
        LastSend own = head.getGroup().getLastSendsList().stream()
                .filter(it -> it.getUser().equals(place.user().value()))
                .findFirst()
                .orElse(LastSend.getDefaultInstance());
        long read = Math.max(own.getOrdinal(), markers.ordinal());
        long seen = Math.max(read, place.state().joined().ordinal());
        return new ReadState(Math.max(own.getSeq(), markers.seq()), 0, Math.max(0, head.getOrdinal() - seen));
    }

    /// The state of `user` at the head of a DIRECT conversation.
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
