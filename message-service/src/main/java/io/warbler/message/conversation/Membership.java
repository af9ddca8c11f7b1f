package io.warbler.message.conversation;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;

/// A user's place in a DIRECT conversation.
///
/// @param user      the member
/// @param conversation the conversation
/// @param peer      the other member
/// @param joinedSeq the first seq that the member may see
/// @param position  the record of the log that made the user a member
public record Membership(UserId user, ConversationId conversation, UserId peer, long joinedSeq, Position position) {

    /// Both members.
    public DirectPair members() {
        return DirectPair.of(user, peer);
    }
}
