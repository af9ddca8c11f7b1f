package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads pages of a conversation for a member.
///
/// Order matters: membership (a fresh read), then the partition's checkpoint row, then the head, then
/// membership once more
/// (it may have ended meanwhile), then the page, which does not go beyond the head. A page never contains anything
/// above a hole, and whatever was acked before the call is in it or it says `notYet`. Blocks;
/// call on a virtual thread.
@Component
public class HistoryReader {

    private final Memberships memberships;
    private final PartitionViews partitions;
    private final HeadReader heads;
    private final PageReader pages;
    private final OrdinalReader ordinals;

    HistoryReader(
            Memberships memberships,
            PartitionViews partitions,
            HeadReader heads,
            PageReader pages,
            OrdinalReader ordinals) {
        this.memberships = memberships;
        this.partitions = partitions;
        this.heads = heads;
        this.pages = pages;
        this.ordinals = ordinals;
    }

    /// One page, `limit` messages and [PageSize#MAX_BYTES] at most.
    public HistoryPage read(UserId user, ConversationId conversation, HistoryRange range, int limit) {
        Membership membership = memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .orElseThrow(ReadErrors::conversationUnknown);
        PartitionView view = partitions.of(conversation);
        Optional<ConversationHead> head = heads.read(membership, view);
        if (isBehind(head, range)) {
            head = heads.readStored(membership, view);
        }
        if (head.isEmpty()) {
            return HistoryPage.empty(isBehind(head, range), 0);
        }
        return heads.confirm(List.of(new HeadReader.Found(membership, head.get()))).stream()
                .findFirst()
                .map(it -> page(
                        new PageReader.Place(it.head(), view, Sight.of(it.membership(), it.head()), user),
                        range,
                        limit))
                .orElseGet(() -> HistoryPage.empty(true, 0));
    }

    /// What the user may read of the conversation now; empty while nothing happened in it.
    Optional<PageReader.Place> place(UserId user, ConversationId conversation) {
        Membership membership = memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .orElseThrow(ReadErrors::conversationUnknown);
        PartitionView view = partitions.of(conversation);
        List<HeadReader.Found> found = heads.read(membership, view).stream()
                .map(head -> new HeadReader.Found(membership, head))
                .toList();
        return heads.confirm(found).stream()
                .map(it -> new PageReader.Place(it.head(), view, Sight.of(it.membership(), it.head()), user))
                .findFirst();
    }

    private HistoryPage page(PageReader.Place place, HistoryRange range, int limit) {
        return switch (range) {
            case HistoryRange.Newest() -> pages.below(place, Long.MAX_VALUE, limit);
            case HistoryRange.Before(long ordinal) -> pages.below(place, ordinal, limit);
            case HistoryRange.After(long seq, long ordinal) -> pages.after(place, seq, ordinal, limit);
            case HistoryRange.AfterSeq(long seq) ->
                pages.after(place, seq, ordinals.ordinalAt(place.head(), seq), limit);
        };
    }

    /// The caller knows of more than the head: the cache may be a restored old one.
    private static boolean isBehind(Optional<ConversationHead> head, HistoryRange range) {
        long known = switch (range) {
            case HistoryRange.After after -> after.seq();
            case HistoryRange.AfterSeq after -> after.seq();
            case HistoryRange.Newest _, HistoryRange.Before _ -> 0;
        };
        return known > head.map(ConversationHead::getSeq).orElse(0L);
    }
}
