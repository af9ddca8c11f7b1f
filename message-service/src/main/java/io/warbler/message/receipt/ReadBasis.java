package io.warbler.message.receipt;

import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.proto.store.v1.ConversationHead;
import io.warbler.proto.store.v1.LastSend;

/// What the read state of a member follows from.
///
/// @param markedSeq     the marker that the user set
/// @param ownLastSeq    the user's own last message: a send moves its sender's marker
/// @param readOrdinal   messages up to here are read by that
/// @param joinedOrdinal in a group, messages up to here were there before the user joined
public record ReadBasis(long markedSeq, long ownLastSeq, long readOrdinal, long joinedOrdinal) {

    /// At a head that was read for this membership.
    public static ReadBasis of(Membership membership, ConversationHead head, Markers markers) {
        LastSend own = lastSend(membership.user(), head);
        long joined = switch (membership) {
            case Membership.Direct _ -> 0;
            case Membership.InGroup place -> place.state().joined().ordinal();
        };
        return new ReadBasis(markers.seq(), own.getSeq(), Math.max(own.getOrdinal(), markers.ordinal()), joined);
    }

    /// The last message of a member; a default one when there is none.
    static LastSend lastSend(UserId user, ConversationHead head) {
        if (head.hasGroup()) {
            return head.getGroup().getLastSendsList().stream()
                    .filter(it -> it.getUser().equals(user.value()))
                    .findFirst()
                    .orElse(LastSend.getDefaultInstance());
        }
        boolean isLow = user.value().equals(head.getLow());
        return LastSend.newBuilder()
                .setSeq(isLow ? head.getLowLastSeq() : head.getHighLastSeq())
                .setOrdinal(isLow ? head.getLowLastOrdinal() : head.getHighLastOrdinal())
                .build();
    }

    /// The user's marker.
    public long readSeq() {
        return Math.max(markedSeq, ownLastSeq);
    }

    /// Messages up to this ordinal do not count as unread; all after it do.
    public long seenOrdinal() {
        return Math.max(readOrdinal, joinedOrdinal);
    }
}
