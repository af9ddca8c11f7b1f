package io.warbler.message.history;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.StoredGroups;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Reads events of a conversation that are no messages. Blocks; call on a virtual thread.
///
/// A conversation whose head has as many messages as seqs has none, and costs no read.
@Component
public class EventReader {

    private static final String SELECT_FIRST = """
            SELECT * FROM events WHERE conversation = ? AND bucket = ? AND seq >= ? AND seq <= ? ORDER BY seq ASC LIMIT ?""";
    private static final String SELECT_LAST = """
            SELECT * FROM events WHERE conversation = ? AND bucket = ? AND seq >= ? AND seq <= ? ORDER BY seq DESC LIMIT ?""";

    private static final String SELECT_SOME = "SELECT * FROM events WHERE conversation = ? AND bucket = ? AND seq IN ?";

    private final CqlSession session;
    private final PreparedStatement selectSome;
    private final PreparedStatement selectFirst;
    private final PreparedStatement selectLast;

    EventReader(CqlSession session) {
        this.session = session;
        selectSome = session.prepare(SELECT_SOME);
        selectFirst = session.prepare(SELECT_FIRST);
        selectLast = session.prepare(SELECT_LAST);
    }

    /// Events of a range, rising by seq.
    ///
    /// @param isCut the range has more of them than fit
    public record Found(List<Event> events, boolean isCut) {}

    /// The first events with a seq of the range.
    Found first(ConversationHead head, long from, long to) {
        var page = new EventPage();
        if (!hasNone(head) && from <= to) {
            var conversation = new ConversationId(head.getConversation());
            long last = Row.bucketOf(to);
            for (long bucket = Row.bucketOf(from); bucket <= last && !page.isFull(); bucket++) {
                page.addAll(rows(selectFirst, conversation, new Range(bucket, from, to, page.room())));
            }
        }
        return new Found(page.events(), page.isFull());
    }

    /// The last events with a seq of the range.
    Found last(ConversationHead head, long from, long to) {
        return lastSince(head, Position.START, from, to);
    }

    /// The last events with a seq of at least `from` whose record has the position or a later one.
    public Found lastSince(ConversationHead head, Position since, long from) {
        return lastSince(head, since, from, head.getSeq());
    }

    private Found lastSince(ConversationHead head, Position since, long from, long to) {
        var page = new EventPage();
        if (!hasNone(head) && from <= to) {
            var conversation = new ConversationId(head.getConversation());
            long first = Row.bucketOf(from);
            for (long bucket = Row.bucketOf(to); bucket >= first && !page.isFull(); bucket--) {
                page.addAll(rows(selectLast, conversation, new Range(bucket, from, to, page.room())).stream()
                        .filter(row -> !row.stamp().position().isBefore(since))
                        .toList());
            }
        }
        return new Found(page.events().reversed(), page.isFull());
    }

    /// The events after a seq as they are stored, rising, one bucket beyond `known` at least.
    List<Row.Event> after(ConversationId conversation, long seq, long known) {
        List<Row.Event> events = new ArrayList<>();
        long last = Math.max(seq + 1, known);
        for (long bucket = Row.bucketOf(seq + 1); bucket <= Row.bucketOf(last) + 1; bucket++) {
            events.addAll(
                    rows(selectFirst, conversation, new Range(bucket, seq + 1, Long.MAX_VALUE, Integer.MAX_VALUE)));
            last = events.isEmpty() ? last : Math.max(last, events.getLast().seq());
        }
        return events;
    }

    /// The events with these seqs as they are stored, in any order.
    public List<Row.Event> at(ConversationId conversation, List<Long> seqs) {
        List<Row.Event> found = new ArrayList<>();
        seqs.stream().collect(Collectors.groupingBy(Row::bucketOf)).forEach((bucket, some) -> {
            var statement = selectSome.bind(conversation.value(), bucket, some).setIdempotent(true);
            session.execute(statement).forEach(row -> found.add(StoredGroups.event(row, conversation.value())));
        });
        return found;
    }

    private static boolean hasNone(ConversationHead head) {
        return head.getSeq() == head.getOrdinal();
    }

    private record Range(long bucket, long from, long to, int limit) {}

    private List<Row.Event> rows(PreparedStatement select, ConversationId conversation, Range range) {
        var statement = select.bind(conversation.value(), range.bucket(), range.from(), range.to(), range.limit())
                .setIdempotent(true);
        List<Row.Event> events = new ArrayList<>();
        for (var row : session.execute(statement)) {
            events.add(StoredGroups.event(row, conversation.value()));
        }
        return events;
    }
}
