package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.message.conversation.Membership;
import io.warbler.message.sequencing.Group;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Computes heads from the store: the newest complete snapshot, moved forward over what follows it without a hole.
/// Blocks.
@Component
class StoredHeads {

    private final Snapshots snapshots;
    private final Timeline timeline;
    private final EventReader events;

    StoredHeads(Snapshots snapshots, Timeline timeline, EventReader events) {
        this.snapshots = snapshots;
        this.timeline = timeline;
        this.events = events;
    }

    /// The head; empty when nothing has happened in the conversation.
    Optional<ConversationHead> read(Membership membership, PartitionView view) {
        ConversationId conversation = membership.conversation();
        ConversationHead snapshot = snapshots.newestComplete(conversation, view);
        List<TimelineRow> messages = timeline.denseAfter(conversation, snapshot.getOrdinal());
        ConversationHead head = switch (membership) {
            case Membership.Direct direct -> ofDirect(direct, snapshot, messages);
            case Membership.InGroup _ -> ofGroup(conversation, snapshot, messages);
        };
        return head.getSeq() == 0 ? Optional.empty() : Optional.of(located(head));
    }

    /// The group as a former member left it: nothing that happened later changes it.
    ConversationHead asLeft(Membership.InGroup place) {
        return withLastMessage(ConversationHead.newBuilder()
                .setConversation(place.conversation().value())
                .setSeq(place.state().leftSeq())
                .setOrdinal(place.state().leftOrdinal())
                .setGeneration(place.position().generation())
                .setLogOffset(place.position().offset())
                .setRowTime(place.rowTime())
                .setGroup(place.asLeft())
                .build());
    }

    /// With the last message, which a head after an event may lack.
    ConversationHead withLastMessage(ConversationHead head) {
        if (head.hasLastMessage() || head.getOrdinal() == 0) {
            return head;
        }
        return last(head)
                .map(row -> head.toBuilder().setLastMessage(row.message()).build())
                .orElse(head);
    }

    private static ConversationHead ofDirect(
            Membership.Direct membership, ConversationHead snapshot, List<TimelineRow> messages) {
        var head = snapshot.toBuilder()
                .setLow(membership.members().low().value())
                .setHigh(membership.members().high().value());
        messages.forEach(row -> past(head, row));
        return head.build();
    }

    private ConversationHead ofGroup(
            ConversationId conversation, ConversationHead snapshot, List<TimelineRow> messages) {
        var head = snapshot.toBuilder();
        var group = Group.of(snapshot.getGroup());
        long known = messages.isEmpty()
                ? snapshot.getSeq()
                : messages.getLast().message().getSeq();
        var waitingMessages = messages.iterator();
        var waitingEvents = events.after(conversation, snapshot.getSeq(), known).iterator();
        TimelineRow message = waitingMessages.hasNext() ? waitingMessages.next() : null;
        Row.Event event = waitingEvents.hasNext() ? waitingEvents.next() : null;
        for (long next = snapshot.getSeq() + 1; ; next++) {
            if (message != null && message.message().getSeq() == next) {
                past(head, message);
                Message it = message.message();
                group.wrote(it.getSender(), it.getSeq(), it.getOrdinal(), it.getSentAtMs());
                if (message.mentionsAll()) {
                    group.mentionedAll(it.getSeq());
                }
                message = waitingMessages.hasNext() ? waitingMessages.next() : null;
            } else if (event != null && event.seq() == next) {
                positioned(head, event.stamp().position())
                        .setSeq(next)
                        .setRowTime(Math.max(head.getRowTime(), event.stamp().rowTime()));
                group.apply(event);
                event = waitingEvents.hasNext() ? waitingEvents.next() : null;
            } else {
                return head.setGroup(group.toProto()).build();
            }
        }
    }

    private static void past(ConversationHead.Builder head, TimelineRow row) {
        long seq = row.message().getSeq();
        long ordinal = row.message().getOrdinal();
        positioned(head, row.position()).setSeq(seq).setOrdinal(ordinal);
        String sender = row.message().getSender();
        if (sender.equals(head.getLow())) {
            head.setLowLastSeq(seq).setLowLastOrdinal(ordinal);
        } else if (sender.equals(head.getHigh())) {
            head.setHighLastSeq(seq).setHighLastOrdinal(ordinal);
        }
    }

    private ConversationHead located(ConversationHead head) {
        return last(head)
                .map(row -> positioned(head.toBuilder(), row.position())
                        .setRowTime(rowTime(head, row))
                        .setLastMessage(row.message())
                        .build())
                .orElse(head);
    }

    /// Of the last row: the message, unless an event follows it.
    private static long rowTime(ConversationHead head, TimelineRow last) {
        return last.message().getSeq() == head.getSeq() ? last.rowTime() : Math.max(head.getRowTime(), last.rowTime());
    }

    private Optional<TimelineRow> last(ConversationHead head) {
        return timeline.range(new ConversationId(head.getConversation()), head.getOrdinal(), head.getOrdinal()).stream()
                .findFirst();
    }

    /// A head stands at the highest position below it: a skeleton of a lost record has a later one than what follows
    /// it.
    private static ConversationHead.Builder positioned(ConversationHead.Builder head, Position position) {
        if (new Position(head.getGeneration(), head.getLogOffset()).isBefore(position)) {
            head.setGeneration(position.generation()).setLogOffset(position.offset());
        }
        return head;
    }
}
