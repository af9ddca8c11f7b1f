package io.warbler.sdk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user has hidden from themselves in a conversation, on all their devices. It only grows, so that {@link #merged}
 * gives the same in whatever order they learn of it.
 *
 * @param conversation where
 * @param ranges stretches of seqs, rising, with something between any two
 */
public record HiddenMessages(String conversation, List<Range> ranges) {

    /**
     * Seqs without a gap.
     *
     * @param first the first one
     * @param last the last one
     */
    public record Range(long first, long last) {}

    public HiddenMessages {
        ranges = List.copyOf(ranges);
    }

    /** Whether the message at the seq is hidden. */
    public boolean contains(long seq) {
        return ranges.stream().anyMatch(range -> range.first() <= seq && seq <= range.last());
    }

    /** What is hidden by one of the two. */
    HiddenMessages merged(HiddenMessages other) {
        var merged = new ArrayList<Range>();
        Stream.concat(ranges.stream(), other.ranges.stream())
                .sorted(Comparator.comparingLong(Range::first))
                .forEach(range -> {
                    Range before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
                    if (before == null || range.first() > before.last() + 1) {
                        merged.add(range);
                    } else {
                        merged.set(merged.size() - 1, new Range(before.first(), Math.max(before.last(), range.last())));
                    }
                });
        return new HiddenMessages(conversation, merged);
    }
}
