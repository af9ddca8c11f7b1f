package io.warbler.message.history;

import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import org.springframework.stereotype.Component;

/// Reads one page of what a user may see: messages by ordinal, and the events that belong to them by seq. An event
/// belongs
/// to the message before it. Blocks; call on a virtual thread.
@Component
class PageReader {

    private final MessageReader messages;
    private final EventReader events;

    PageReader(MessageReader messages, EventReader events) {
        this.messages = messages;
        this.events = events;
    }

    /// Where to read.
    ///
    /// @param head   up to where
    /// @param sight  from where
    /// @param viewer for whom
    record Place(ConversationHead head, PartitionView view, Sight sight, UserId viewer) {}

    /// The last messages below an ordinal.
    HistoryPage below(Place place, long before, int limit) {
        ConversationHead head = place.head();
        long hidden = place.sight().hiddenOrdinal();
        long to = Math.min(head.getOrdinal(), before - 1);
        long from = Math.max(hidden + 1, to - limit + 1);
        List<Message> page = PageSize.last(messages.read(head, place.view(), place.viewer(), from, to));
        boolean more = !page.isEmpty() && page.getFirst().getOrdinal() > hidden + 1;
        long firstSeq = more ? page.getFirst().getSeq() : place.sight().firstSeq();
        List<Event> between = events.last(head, firstSeq, seqBefore(place, Math.max(to, hidden)))
                .events();
        return new HistoryPage(page, place.sight().shown(between), more, false, head.getSeq());
    }

    /// Messages on both sides of an ordinal, which stands in the middle; `more` tells of later ones. Half of the bytes
    /// of a page are for what stands before.
    HistoryPage around(Place place, long ordinal, int limit) {
        HistoryPage before = below(place, ordinal, limit / 2);
        List<Message> first = PageSize.last(before.messages(), PageSize.MAX_BYTES / 2);
        long held =
                first.isEmpty() ? Math.max(ordinal - 1, 0) : first.getFirst().getOrdinal() - 1;
        long heldSeq =
                first.isEmpty() ? seqBefore(place, held) : first.getFirst().getSeq() - 1;
        return after(place, Math.min(heldSeq, place.head().getSeq()), held, limit);
    }

    /// The first messages and events after a cursor: as many events as fit, and no message beyond the last of them.
    HistoryPage after(Place place, long seq, long ordinal, int limit) {
        ConversationHead head = place.head();
        if (seq > head.getSeq()) {
            return HistoryPage.empty(true, head.getSeq());
        }
        long held = Math.max(ordinal, place.sight().hiddenOrdinal());
        long to = Math.min(head.getOrdinal(), held + limit);
        List<Message> page = PageSize.first(messages.read(head, place.view(), place.viewer(), held + 1, to));
        boolean more = !page.isEmpty() && page.getLast().getOrdinal() < head.getOrdinal();
        long from = Math.max(seq + 1, place.sight().firstSeq());
        long last = more ? seqBefore(place, page.getLast().getOrdinal()) : head.getSeq();
        EventReader.Found found = events.first(head, from, last);
        if (!found.isCut()) {
            return new HistoryPage(page, place.sight().shown(found.events()), more, false, head.getSeq());
        }
        List<Event> fitting = place.sight().shown(found.events());
        long cut = fitting.getLast().getSeq();
        List<Message> upToCut =
                page.stream().filter(message -> message.getSeq() < cut).toList();
        return new HistoryPage(upToCut, fitting, true, false, head.getSeq());
    }

    /// The last seq before the message that follows the one with this ordinal.
    private long seqBefore(Place place, long ordinal) {
        ConversationHead head = place.head();
        if (ordinal >= head.getOrdinal() || head.getSeq() == head.getOrdinal()) {
            return head.getSeq();
        }
        List<Message> next = messages.read(head, place.view(), place.viewer(), ordinal + 1, ordinal + 1);
        return next.isEmpty() ? 0 : next.getFirst().getSeq() - 1;
    }
}
