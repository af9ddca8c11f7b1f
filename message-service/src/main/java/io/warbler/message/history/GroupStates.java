package io.warbler.message.history;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Invite;
import io.warbler.proto.store.v1.ConversationHead;
import io.warbler.proto.store.v1.GroupState;
import io.warbler.proto.store.v1.InviteState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads the state of a group for those who need no place in it. What is told of it is for the caller to limit. Blocks;
/// call on a virtual thread.
@Component
public class GroupStates {

    private final PartitionViews partitions;
    private final CachedConversations cache;
    private final StoredHeads stored;
    private final EventReader events;

    GroupStates(PartitionViews partitions, CachedConversations cache, StoredHeads stored, EventReader events) {
        this.partitions = partitions;
        this.cache = cache;
        this.stored = stored;
        this.events = events;
    }

    /// The newest state; empty when there is no such group.
    public Optional<GroupState> find(ConversationId group) {
        PartitionView view = partitions.of(group);
        return cached(group, view).or(() -> stored.group(group, view));
    }

    private Optional<GroupState> cached(ConversationId group, PartitionView view) {
        return cache.isUsable(view)
                ? Optional.ofNullable(cache.heads(Map.of(group, view)).get(group))
                        .map(ConversationHead::getGroup)
                : Optional.empty();
    }

    /// The invite of the group whose token has this hash.
    public Optional<Invite> invite(ConversationId group, ByteString tokenHash) {
        return find(group).flatMap(state -> invite(state, tokenHash));
    }

    /// The same, of a state that was read.
    public static Optional<Invite> invite(GroupState state, ByteString tokenHash) {
        return state.getInvitesList().stream()
                .filter(it -> it.getTokenHash().equals(tokenHash))
                .map(InviteState::getInvite)
                .findFirst();
    }

    /// The events with these seqs, as the log has them.
    public List<Row.Event> events(ConversationId group, List<Long> seqs) {
        return events.at(group, seqs);
    }
}
