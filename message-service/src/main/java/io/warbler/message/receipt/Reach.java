package io.warbler.message.receipt;

import io.warbler.kernel.UserId;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How far a message has come among those whom it was addressed to.
///
/// @param readers   who has read it, in the order of those addressed
/// @param receivers who only has it on a device; that tells who was online, so it is for their friends alone
record Reach(List<UserId> readers, List<UserId> receivers) {

    static Reach of(long seq, List<UserId> addressed, Map<UserId, Markers> marked, ConversationHead head) {
        List<UserId> readers = new ArrayList<>();
        List<UserId> receivers = new ArrayList<>();
        for (UserId user : addressed) {
            if (readSeq(user, marked, head) >= seq) {
                readers.add(user);
            } else if (markers(user, marked).deliveredSeq() >= seq) {
                receivers.add(user);
            }
        }
        return new Reach(readers, receivers);
    }

    private static long readSeq(UserId user, Map<UserId, Markers> marked, ConversationHead head) {
        return Math.max(
                markers(user, marked).seq(), ReadBasis.lastSend(user, head).getSeq());
    }

    private static Markers markers(UserId user, Map<UserId, Markers> marked) {
        return marked.getOrDefault(user, Markers.NONE);
    }
}
