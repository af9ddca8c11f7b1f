package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Ordinals;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads pages of a conversation for a member.
///
/// The place is read before the page, which does not go beyond the place's head. A page never contains anything
/// above a hole, and whatever was acked before the call is in it or it says `notYet`. Blocks;
/// call on a virtual thread.
@Component
public class HistoryReader {

    private final PlaceReader places;
    private final PageReader pages;
    private final Ordinals ordinals;
    private final ReplyPreviews replies;

    HistoryReader(PlaceReader places, PageReader pages, Ordinals ordinals, ReplyPreviews replies) {
        this.places = places;
        this.pages = pages;
        this.ordinals = ordinals;
        this.replies = replies;
    }

    /// One page, `limit` messages and [PageSize#MAX_BYTES] at most.
    public HistoryPage read(UserId user, ConversationId conversation, HistoryRange range, int limit) {
        long known = knownSeq(range);
        return places.find(user, conversation, known)
                .map(place -> replies.shown(page(place, range, limit), place))
                .orElseGet(() -> HistoryPage.empty(known > 0, 0));
    }

    /// What the user may read of the conversation now; empty while nothing happened in it.
    Optional<PageReader.Place> place(UserId user, ConversationId conversation) {
        return places.find(user, conversation, 0);
    }

    private HistoryPage page(PageReader.Place place, HistoryRange range, int limit) {
        return switch (range) {
            case HistoryRange.Newest() -> pages.below(place, Long.MAX_VALUE, limit);
            case HistoryRange.Before(long ordinal) -> pages.below(place, ordinal, limit);
            case HistoryRange.After(long seq, long ordinal) -> pages.after(place, seq, ordinal, limit);
            case HistoryRange.AfterSeq(long seq) -> pages.after(place, seq, ordinals.at(place.head(), seq), limit);
            case HistoryRange.Around(long seq) -> pages.around(place, ordinals.at(place.head(), seq), limit);
        };
    }

    /// The seq of which the caller knows.
    private static long knownSeq(HistoryRange range) {
        return switch (range) {
            case HistoryRange.After after -> after.seq();
            case HistoryRange.AfterSeq after -> after.seq();
            case HistoryRange.Around around -> around.seq();
            case HistoryRange.Newest _, HistoryRange.Before _ -> 0;
        };
    }
}
