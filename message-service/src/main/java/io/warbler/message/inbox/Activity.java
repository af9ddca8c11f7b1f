package io.warbler.message.inbox;

import io.warbler.kernel.ConversationId;
import java.util.Comparator;

/// Where a conversation stands in the order of last activity, newest first. No two stand at the same place.
///
/// @param rowTime      row time of the last message, microseconds since the Unix epoch
/// @param conversation the conversation
public record Activity(long rowTime, ConversationId conversation) implements Comparable<Activity> {

    private static final Comparator<Activity> NEWEST_FIRST = Comparator.comparingLong(Activity::rowTime)
            .reversed()
            .thenComparing(activity -> activity.conversation().value());

    public boolean isAfter(Activity other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Activity other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
