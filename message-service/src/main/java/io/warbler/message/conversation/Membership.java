package io.warbler.message.conversation;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.sequencing.MemberState;
import io.warbler.proto.store.v1.GroupState;

/// A user's place in a conversation.
public sealed interface Membership {

    /// The user.
    UserId user();

    ConversationId conversation();

    /// The record of the log that made the place what it is.
    Position position();

    /// In a DIRECT conversation.
    ///
    /// @param peer      the other member
    /// @param joinedSeq the first seq that the member may see
    record Direct(UserId user, ConversationId conversation, UserId peer, long joinedSeq, Position position)
            implements Membership {

        /// Both members.
        public DirectPair members() {
            return DirectPair.of(user, peer);
        }
    }

    /// In a group, as a member or a former one.
    ///
    /// @param asLeft  the group as a former member left it
    /// @param rowTime row time of the event that made the place what it is
    record InGroup(
            UserId user,
            ConversationId conversation,
            MemberState state,
            GroupState asLeft,
            long rowTime,
            Position position)
            implements Membership {}
}
