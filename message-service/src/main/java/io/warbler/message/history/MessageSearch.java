package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.FoundMessages;
import io.warbler.proto.client.v1.Message;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Finds messages of one conversation by sender, kind and time, newest first. Blocks; call on a virtual thread.
///
/// There is no index: rows are read without their bodies, so many per page at most, and the page says where it stopped.
@Component
public class MessageSearch {

    /// Messages that are looked at for one page.
    static final int MAX_SCANNED = 1_000;

    private static final int AT_ONCE = 250;

    /// The broker's clock may step back by less, so what is that much older than asked for ends the search.
    private static final long CLOCK_STEPS_MS = 300_000;

    private final PlaceReader places;
    private final Timeline timeline;
    private final PastStates past;
    private final ReplyPreviews replies;

    MessageSearch(PlaceReader places, Timeline timeline, PastStates past, ReplyPreviews replies) {
        this.places = places;
        this.timeline = timeline;
        this.past = past;
        this.replies = replies;
    }

    /// One page.
    ///
    /// @throws io.warbler.boot.error.ApiException `CONVERSATION_UNKNOWN` if the user never was a member
    public FoundMessages find(UserId user, ConversationId conversation, MessageQuery query, int limit) {
        return places.find(user, conversation, 0)
                .map(place -> find(place, conversation, query, limit))
                .orElseGet(() -> FoundMessages.newBuilder()
                        .setConversation(conversation.value())
                        .build());
    }

    private FoundMessages find(PageReader.Place place, ConversationId conversation, MessageQuery query, int limit) {
        long hidden = place.sight().hiddenOrdinal();
        long to = Math.min(place.head().getOrdinal(), query.beforeOrdinal() - 1);
        long end = Math.max(hidden, to - MAX_SCANNED);
        TreeSet<Long> hits = new TreeSet<>();
        boolean isOver = false;
        while (to > end && hits.size() < limit && !isOver) {
            long from = Math.max(end + 1, to - AT_ONCE + 1);
            List<Message> rows = skeletons(conversation, from, to);
            isOver = rows.stream().anyMatch(message -> message.getSentAtMs() < query.afterMs() - CLOCK_STEPS_MS);
            rows.stream()
                    .filter(query::matches)
                    .filter(message -> !place.sight().hides(message.getSeq()))
                    .map(Message::getOrdinal)
                    .forEach(hits::add);
            to = from - 1;
        }
        return page(place, conversation, hits, new Stop(isOver ? hidden : to, limit));
    }

    /// Where a search stopped.
    ///
    /// @param looked everything above it was looked at
    private record Stop(long looked, int limit) {}

    private FoundMessages page(
            PageReader.Place place, ConversationId conversation, NavigableSet<Long> hits, Stop stop) {
        TreeSet<Long> told =
                hits.descendingSet().stream().limit(stop.limit()).collect(Collectors.toCollection(TreeSet::new));
        List<Message> rising = past.asOf(place.head(), timeline.at(conversation, told)).stream()
                .filter(row -> row.message().hasBody())
                .map(row -> row.seenBy(place.viewer()))
                .toList();
        List<Message> fitting = PageSize.last(rising);
        long last = told.size() < hits.size() ? told.first() : stop.looked() + 1;
        if (fitting.size() < rising.size()) {
            last = fitting.getFirst().getOrdinal();
        }
        boolean more = last - 1 > place.sight().hiddenOrdinal();
        return FoundMessages.newBuilder()
                .setConversation(conversation.value())
                .addAllMessages(
                        replies.shown(fitting, place.head(), place.sight()).reversed())
                .setNextBeforeOrdinal(more ? last : 0)
                .build();
    }

    private List<Message> skeletons(ConversationId conversation, long from, long to) {
        return timeline.skeletons(conversation, from, to).stream()
                .map(TimelineRow::message)
                .toList();
    }
}
