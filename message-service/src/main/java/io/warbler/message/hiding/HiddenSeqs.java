package io.warbler.message.hiding;

import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.HiddenMessages;
import io.warbler.proto.client.v1.SeqRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The seqs that a user has hidden from themselves in one conversation. A set that only grows, so devices agree
/// whatever
/// the order in which they learn of it.
public final class HiddenSeqs {

    /// Nothing was ever hidden.
    public static final HiddenSeqs NONE = new HiddenSeqs(new TreeMap<>(), 0);

    /// By first seq the last one; neither overlapping nor touching each other.
    private final NavigableMap<Long, Long> lastByFirst;

    private final long updatedAtMs;

    private HiddenSeqs(NavigableMap<Long, Long> lastByFirst, long updatedAtMs) {
        this.lastByFirst = lastByFirst;
        this.updatedAtMs = updatedAtMs;
    }

    /// As it is stored or told.
    public static HiddenSeqs of(HiddenMessages hidden) {
        NavigableMap<Long, Long> ranges = new TreeMap<>();
        hidden.getRangesList().forEach(range -> add(ranges, range.getFirst(), range.getLast()));
        return new HiddenSeqs(ranges, hidden.getUpdatedAtMs());
    }

    /// Whether the message at the seq is hidden.
    public boolean contains(long seq) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(seq);
        return range != null && range.getValue() >= seq;
    }

    /// With more of them, hidden at that time.
    public HiddenSeqs with(Collection<Long> seqs, long atMs) {
        NavigableMap<Long, Long> ranges = new TreeMap<>(lastByFirst);
        seqs.forEach(seq -> add(ranges, seq, seq));
        return new HiddenSeqs(ranges, atMs);
    }

    public boolean isEmpty() {
        return lastByFirst.isEmpty();
    }

    /// How many stretches there are.
    public int rangeCount() {
        return lastByFirst.size();
    }

    /// When the last was hidden, milliseconds since the Unix epoch; 0: never.
    public long updatedAtMs() {
        return updatedAtMs;
    }

    /// As clients know it.
    public HiddenMessages toProto(ConversationId conversation) {
        return stored().toBuilder().setConversation(conversation.value()).build();
    }

    /// Without the conversation.
    HiddenMessages stored() {
        List<SeqRange> ranges = new ArrayList<>();
        lastByFirst.forEach((first, last) ->
                ranges.add(SeqRange.newBuilder().setFirst(first).setLast(last).build()));
        return HiddenMessages.newBuilder()
                .addAllRanges(ranges)
                .setUpdatedAtMs(updatedAtMs)
                .build();
    }

    private static void add(NavigableMap<Long, Long> ranges, long first, long last) {
        long from = first;
        long to = last;
        for (var before = ranges.floorEntry(to + 1);
                before != null && before.getValue() >= from - 1;
                before = ranges.floorEntry(to + 1)) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue());
            ranges.remove(before.getKey());
        }
        ranges.put(from, to);
    }
}
