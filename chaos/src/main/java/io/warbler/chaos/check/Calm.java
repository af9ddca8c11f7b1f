package io.warbler.chaos.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The times in which nothing was broken: what is left between spans of trouble.
final class Calm {

    private final List<Span> troubles;

    Calm(List<Span> troubles) {
        this.troubles = merged(troubles);
    }

    /// The longest time within `from` and `to` in which nothing was broken.
    long longest(long from, long to) {
        long longest = 0;
        long since = from;
        for (Span trouble : troubles) {
            if (trouble.from() >= to) {
                break;
            }
            longest = Math.max(longest, trouble.from() - since);
            since = Math.max(since, trouble.to());
        }
        return Math.max(longest, to - since);
    }

    private static List<Span> merged(List<Span> spans) {
        List<Span> merged = new ArrayList<>();
        for (Span span :
                spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
            if (!merged.isEmpty() && merged.getLast().to() >= span.from()) {
                var last = merged.removeLast();
                merged.add(new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    record Span(long from, long to) {}
}
