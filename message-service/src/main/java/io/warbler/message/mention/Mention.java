package io.warbler.message.mention;

import io.warbler.kernel.ConversationId;
import java.util.Comparator;

/// A message that mentions somebody, in the order of a list of mentions: newest first. No two stand at the same place.
///
/// What was lost with the log may have left one: whether the message still is what it was has to be looked up.
///
/// @param rowTime microseconds since the Unix epoch, of the message's row
public record Mention(long rowTime, ConversationId conversation, long seq, long ordinal)
        implements Comparable<Mention> {

    private static final Comparator<Mention> NEWEST_FIRST = Comparator.comparingLong(Mention::rowTime)
            .reversed()
            .thenComparing(mention -> mention.conversation().value())
            .thenComparing(Comparator.comparingLong(Mention::seq).reversed());

    public boolean isAfter(Mention other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Mention other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
