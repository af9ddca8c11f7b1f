package io.warbler.message.receipt;

import io.warbler.kernel.UserId;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import java.util.Map;

/// How far a message has come among those whom it was addressed to.
///
/// Whom a device says it for is told to nobody: members of a group need not be friends, and only friends know who is
/// online. Even a count would say of whom it is when few are left, so there it leaves out all who have not read.
///
/// @param readers        who has read it, in the order of those addressed
/// @param deliveredCount how many have it as far as may be told, the readers too
record Reach(List<UserId> readers, int deliveredCount) {

    /// Among so many of a group who have not read a message nobody is told of by a count.
    static final int LEAST_UNREAD = 5;

    static Reach of(long seq, List<UserId> addressed, Map<UserId, Markers> marked, ConversationHead head) {
        List<UserId> readers = addressed.stream()
                .filter(it -> readSeq(it, marked, head) >= seq)
                .toList();
        int unread = addressed.size() - readers.size();
        if (head.hasGroup() && unread < LEAST_UNREAD) {
            return new Reach(readers, readers.size());
        }
        long delivered = addressed.stream()
                .filter(it ->
                        Math.max(readSeq(it, marked, head), markers(it, marked).deliveredSeq()) >= seq)
                .count();
        return new Reach(readers, Math.toIntExact(delivered));
    }

    private static long readSeq(UserId user, Map<UserId, Markers> marked, ConversationHead head) {
        return Math.max(
                markers(user, marked).seq(), ReadBasis.lastSend(user, head).getSeq());
    }

    private static Markers markers(UserId user, Map<UserId, Markers> marked) {
        return marked.getOrDefault(user, Markers.NONE);
    }
}
