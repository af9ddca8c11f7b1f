package io.warbler.message.sequencing;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.SendId;

/// Whose records can leave something in a conversation. What is not bound to it leaves nothing behind.
final class Binding {

    private Binding() {}

    /// Whether a verdict on the numbered record can be kept: of a DIRECT conversation by its members; of a
    /// group that exists by everybody; of one that does not, by who could create it.
    static boolean isBound(ConversationState state, LogEntry entry, SendId id, DirectMembers direct) {
        if (!ConversationId.isGroup(state.conversation())) {
            return !entry.record().hasChange() && isMember(state, direct, id.getSender());
        }
        int known = ConversationId.isChannel(state.conversation())
                ? Sequencer.RULES_OF_CHANNELS
                : Sequencer.RULES_OF_GROUPS;
        if (entry.record().getRules() < known || !UserId.isValid(id.getSender())) {
            return false;
        }
        return state.group() != null
                || ConversationId.isCreatedBy(
                        new UserId(id.getSender()), id.getOutbox().toByteArray(), state.conversation());
    }

    /// Whether the conversation is the one of these two users, and the user one of them.
    static boolean isMember(ConversationState state, DirectMembers members, String user) {
        // who was found to fit before is not looked at again
        boolean isKnown = !user.isEmpty() && members.equals(state.counters().members());
        return (isKnown || fits(state.conversation(), members))
                && (user.equals(members.getLow()) || user.equals(members.getHigh()));
    }

    /// Whether the conversation is the one of these two users.
    static boolean fits(String conversation, DirectMembers members) {
        if (!UserId.isValid(members.getLow()) || !UserId.isValid(members.getHigh())) {
            return false;
        }
        var low = new UserId(members.getLow());
        var high = new UserId(members.getHigh());
        return low.compareTo(high) < 0
                && ConversationId.direct(new DirectPair(low, high)).value().equals(conversation);
    }
}
