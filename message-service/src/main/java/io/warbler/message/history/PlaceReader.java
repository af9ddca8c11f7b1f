package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.message.conversation.Memberships;
import io.warbler.message.hiding.HiddenRows;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Finds from where to where a user may read a conversation now. Blocks; call on a virtual thread.
///
/// Order matters: membership (a fresh read), then the partition's checkpoint row, then the head, then membership once
/// more (it may have ended meanwhile).
@Component
class PlaceReader {

    private final Memberships memberships;
    private final PartitionViews partitions;
    private final HeadReader heads;
    private final HiddenRows hidden;

    PlaceReader(Memberships memberships, PartitionViews partitions, HeadReader heads, HiddenRows hidden) {
        this.memberships = memberships;
        this.partitions = partitions;
        this.heads = heads;
        this.hidden = hidden;
    }

    /// Empty when nothing can be read now: nothing has happened, or the user left and came back meanwhile.
    ///
    /// @param knownSeq what the caller knows of: the cache may be a restored old one
    Optional<PageReader.Place> find(UserId user, ConversationId conversation, long knownSeq) {
        var hides = hidden.find(user, conversation);
        Membership membership = memberships
                .find(user, conversation)
                .toCompletableFuture()
                .join()
                .orElseThrow(ReadErrors::conversationUnknown);
        PartitionView view = partitions.of(conversation);
        Optional<ConversationHead> head = heads.read(membership, view);
        if (knownSeq > head.map(ConversationHead::getSeq).orElse(0L)) {
            head = heads.readStored(membership, view);
        }
        return head.flatMap(it -> heads.confirm(List.of(new HeadReader.Found(membership, it))).stream()
                .findFirst()
                .map(found -> new PageReader.Place(
                        found.head(),
                        view,
                        Sight.of(
                                found.membership(),
                                found.head(),
                                hides.toCompletableFuture().join()),
                        user)));
    }
}
