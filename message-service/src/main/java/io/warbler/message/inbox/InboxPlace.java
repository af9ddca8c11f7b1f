package io.warbler.message.inbox;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.InboxSection;
import java.util.Comparator;

/// Where an entry stands in the inbox: what is pinned before the rest, in the order of pinning, so that it stays there;
/// the rest by last activity, newest first. No two stand at the same place.
///
/// @param isPinned     pinned
/// @param time         of what is pinned, when, milliseconds since the Unix epoch; of the rest, as in [Activity]
/// @param conversation the conversation
record InboxPlace(boolean isPinned, long time, ConversationId conversation) implements Comparable<InboxPlace> {

    private static final Comparator<InboxPlace> ORDER = Comparator.comparing((InboxPlace it) -> !it.isPinned())
            .thenComparingLong(it -> it.isPinned() ? it.time() : -it.time())
            .thenComparing(it -> it.conversation().value());

    static InboxPlace of(Standing standing) {
        boolean isPinned = standing.section() == InboxSection.INBOX_SECTION_PINNED;
        return new InboxPlace(
                isPinned,
                isPinned
                        ? standing.settings().shelf().updatedAtMs()
                        : standing.activity().rowTime(),
                standing.membership().conversation());
    }

    boolean isAfter(InboxPlace other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(InboxPlace other) {
        return ORDER.compare(this, other);
    }
}
