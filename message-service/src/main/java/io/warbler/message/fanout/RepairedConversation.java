package io.warbler.message.fanout;

import io.warbler.message.sequencing.ConversationState;
import java.util.Set;

/// What a lost log left out of a conversation was stored after all: holes are filled, members find it again.
///
/// @param generation under which it was repaired
/// @param lastSeq    what nobody could read, though it was perhaps acked long ago, can be read up to here
public record RepairedConversation(
        int partition, int generation, String conversation, long lastSeq, Set<String> members) {

    public RepairedConversation {
        members = Set.copyOf(members);
    }

    /// In a state as it was loaded, before anything is decided on it.
    public static RepairedConversation of(int partition, int generation, ConversationState loaded) {
        return new RepairedConversation(
                partition, generation, loaded.conversation(), loaded.counters().seq(), loaded.memberIds());
    }
}
