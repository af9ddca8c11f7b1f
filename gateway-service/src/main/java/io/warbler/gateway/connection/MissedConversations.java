package io.warbler.gateway.connection;

import io.warbler.gateway.frame.ServerFrames;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a slow reader missed: which conversations, and up to where. Beyond a bound only that there was much.
final class MissedConversations {

    private final int max;
    private final Map<String, Long> lastSeqByConversation = new HashMap<>();
    private boolean tooMany;

    MissedConversations(int max) {
        this.max = max;
    }

    /// A frame of the conversation was left out; an empty name or seq 0 cannot be pulled by seq, so it takes a sync.
    void add(String conversation, long seq) {
        if (tooMany) {
            return;
        }
        if (!conversation.isEmpty() && seq > 0) {
            lastSeqByConversation.merge(conversation, seq, Math::max);
        }
        if (conversation.isEmpty() || seq == 0 || lastSeqByConversation.size() > max) {
            addAll();
        }
    }

    /// Anything may have been left out.
    void addAll() {
        tooMany = true;
        lastSeqByConversation.clear();
    }

    /// The hints that let the client catch up.
    List<ServerFrame> hints() {
        if (tooMany) {
            return List.of(ServerFrames.resync().build());
        }
        return lastSeqByConversation.entrySet().stream()
                .map(missed ->
                        ServerFrames.behind(missed.getKey(), missed.getValue()).build())
                .toList();
    }
}
