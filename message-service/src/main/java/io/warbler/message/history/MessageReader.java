package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/// Reads messages at or below a head, that is, where nothing is missing. Blocks; call on a virtual thread.
@Component
public class MessageReader {

    /// The cache keeps no more, so older pages do not ask it.
    private static final int TAIL_LENGTH = 50;

    private final CachedConversations cache;
    private final Timeline timeline;
    private final PastStates past;
    private final HistoryMetrics metrics;

    MessageReader(CachedConversations cache, Timeline timeline, PastStates past, HistoryMetrics metrics) {
        this.cache = cache;
        this.timeline = timeline;
        this.past = past;
        this.metrics = metrics;
    }

    /// The messages with ordinals `from` to `to` as `viewer` sees them, rising. `to` must not lie above the head. Stops
    /// before a hole, which
    /// can be there only when the store has lost what the cache still knows.
    public List<Message> read(ConversationHead head, PartitionView view, UserId viewer, long from, long to) {
        if (to < from) {
            return List.of();
        }
        var conversation = new ConversationId(head.getConversation());
        boolean inTail = from > head.getOrdinal() - TAIL_LENGTH;
        Optional<List<Message>> cached = inTail ? cache.tail(conversation, view, from, to) : Optional.empty();
        if (cached.isPresent()) {
            metrics.pageFromCache();
            return cached.get();
        }
        metrics.pageFromStore();
        List<Message> stored = past.asOf(head, timeline.range(conversation, from, to)).stream()
                .map(row -> row.seenBy(viewer))
                .toList();
        List<Message> dense = DensePrefix.from(from, stored);
        if (dense.size() < to - from + 1) {
            metrics.cutAtHole();
        }
        return dense;
    }

    /// The newest messages from a position on.
    ///
    /// @param knownSeq a seq up to which everything is older, as far as the read went; 0: nothing older was met
    public record Newest(List<Message> messages, long knownSeq) {}

    /// The newest messages at or below the head from the first whose record has the position or a later one, rising,
    /// `limit` at most.
    public Newest newestSince(ConversationHead head, Position since, UserId viewer, int limit) {
        metrics.pageFromStore();
        long from = Math.max(1, head.getOrdinal() - limit + 1);
        List<TimelineRow> rows =
                past.asOf(head, timeline.range(new ConversationId(head.getConversation()), from, head.getOrdinal()));
        List<Message> dense = DensePrefix.from(
                from, rows.stream().map(row -> row.seenBy(viewer)).toList());
        // skeletons of lost records have later positions than what follows them
        List<TimelineRow> known =
                rows.stream().takeWhile(row -> row.position().isBefore(since)).toList();
        long knownSeq = known.isEmpty() ? 0 : known.getLast().message().getSeq();
        return new Newest(dense.stream().skip(known.size()).toList(), knownSeq);
    }

    /// The row time of the last message whose record lies before the position, if it is among the newest `limit`.
    public OptionalLong rowTimeBefore(ConversationHead head, Position before, int limit) {
        long from = Math.max(1, head.getOrdinal() - limit + 1);
        return timeline.range(new ConversationId(head.getConversation()), from, head.getOrdinal()).stream()
                .filter(row -> row.position().isBefore(before))
                .mapToLong(TimelineRow::rowTime)
                .max();
    }
}
