package io.warbler.message.history;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.Position;
import io.warbler.kernel.UserId;
import io.warbler.message.conversation.Membership;
import io.warbler.message.sequencing.Group;
import io.warbler.message.sequencing.PinList;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.store.v1.ConversationHead;
import io.warbler.proto.store.v1.GroupState;
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
    private final PastStates pastStates;

    StoredHeads(Snapshots snapshots, Timeline timeline, EventReader events, PastStates pastStates) {
        this.snapshots = snapshots;
        this.timeline = timeline;
        this.events = events;
        this.pastStates = pastStates;
    }

    /// The head; empty when nothing has happened in the conversation.
    Optional<ConversationHead> read(Membership membership, PartitionView view) {
        ConversationId conversation = membership.conversation();
        ConversationHead snapshot = snapshots.newestComplete(conversation, view);
        List<TimelineRow> messages = timeline.denseAfter(conversation, snapshot.getOrdinal());
        var start = snapshot.toBuilder();
        if (membership instanceof Membership.Direct direct) {
            start.setLow(direct.members().low().value())
                    .setHigh(direct.members().high().value());
        }
        ConversationHead head = past(start, messages);
        return head.getSeq() == 0 ? Optional.empty() : Optional.of(located(head, membership.user()));
    }

    /// The state of a group; empty when nothing has happened in it.
    Optional<GroupState> group(ConversationId group, PartitionView view) {
        ConversationHead snapshot = snapshots.newestComplete(group, view);
        ConversationHead head = past(snapshot.toBuilder(), timeline.denseAfter(group, snapshot.getOrdinal()));
        return head.getSeq() == 0 ? Optional.empty() : Optional.of(head.getGroup());
    }

    /// The group as a former member left it: nothing that happened later changes it.
    ConversationHead asLeft(Membership.InGroup place) {
        return withLastMessage(
                ConversationHead.newBuilder()
                        .setConversation(place.conversation().value())
                        .setSeq(place.state().leftSeq())
                        .setOrdinal(place.state().leftOrdinal())
                        .setGeneration(place.position().generation())
                        .setLogOffset(place.position().offset())
                        .setRowTime(place.rowTime())
                        .setGroup(place.asLeft())
                        .build(),
                place.user());
    }

    /// With the last message, which a head after an event may lack.
    ConversationHead withLastMessage(ConversationHead head, UserId viewer) {
        if (head.hasLastMessage() || head.getOrdinal() == 0) {
            return head;
        }
        return last(head)
                .map(row -> head.toBuilder().setLastMessage(row.seenBy(viewer)).build())
                .orElse(head);
    }

    /// The snapshot moved forward over messages and events, as far as they follow without a hole.
    private ConversationHead past(ConversationHead.Builder head, List<TimelineRow> messages) {
        var conversation = new ConversationId(head.getConversation());
        Optional<Group> group = conversation.isGroup() ? Optional.of(Group.of(head.getGroup())) : Optional.empty();
        var pins = new PinList();
        pins.restore(head.getPins());
        var waitingMessages = messages.iterator();
        var waitingEvents = eventsAfter(head, messages).iterator();
        TimelineRow message = waitingMessages.hasNext() ? waitingMessages.next() : null;
        Row.Event event = waitingEvents.hasNext() ? waitingEvents.next() : null;
        for (long next = head.getSeq() + 1; ; next++) {
            if (message != null && message.message().getSeq() == next) {
                TimelineRow written = message;
                past(head, written);
                group.ifPresent(to -> wrote(to, written));
                message = waitingMessages.hasNext() ? waitingMessages.next() : null;
            } else if (event != null && event.seq() == next) {
                Row.Event it = event;
                positioned(head, it.stamp().position())
                        .setSeq(next)
                        .setRowTime(Math.max(head.getRowTime(), it.stamp().rowTime()));
                group.ifPresent(to -> to.apply(it));
                pins.apply(it);
                event = waitingEvents.hasNext() ? waitingEvents.next() : null;
            } else {
                group.ifPresent(it -> head.setGroup(it.toProto()));
                return head.setPins(pins.toProto()).build();
            }
        }
    }

    private static void wrote(Group group, TimelineRow row) {
        Message it = row.message();
        group.wrote(it.getSender(), it.getSeq(), it.getOrdinal(), it.getSentAtMs());
        if (row.mentionsAll()) {
            group.mentionedAll(it.getSeq());
        }
    }

    /// What changes in a DIRECT conversation is a message of it.
    private List<Row.Event> eventsAfter(ConversationHead.Builder snapshot, List<TimelineRow> messages) {
        var conversation = new ConversationId(snapshot.getConversation());
        if (!conversation.isGroup() && snapshot.getOrdinal() == 0 && messages.isEmpty()) {
            return List.of();
        }
        long known = messages.isEmpty()
                ? snapshot.getSeq()
                : messages.getLast().message().getSeq();
        return events.after(conversation, snapshot.getSeq(), known);
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

    private ConversationHead located(ConversationHead head, UserId viewer) {
        return last(head)
                .map(row -> positioned(head.toBuilder(), row.position())
                        .setRowTime(rowTime(head, row))
                        .setLastMessage(row.seenBy(viewer))
                        .build())
                .orElse(head);
    }

    /// Of the last row: the message, unless an event follows it.
    private static long rowTime(ConversationHead head, TimelineRow last) {
        return last.message().getSeq() == head.getSeq() ? last.rowTime() : Math.max(head.getRowTime(), last.rowTime());
    }

    private Optional<TimelineRow> last(ConversationHead head) {
        var conversation = new ConversationId(head.getConversation());
        List<TimelineRow> last = timeline.range(conversation, head.getOrdinal(), head.getOrdinal());
        return pastStates.asOf(head, last).stream().findFirst();
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
