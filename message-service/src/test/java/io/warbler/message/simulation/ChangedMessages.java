package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.store.v1.MessageState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What the messages of a conversation must have come to: the stored messages and events, gone through in the
/// order of their seqs with plain maps and sets. The columns that readers see must say the same.
final class ChangedMessages {

    private final ChangedShelf shelf;
    private final Map<Long, Expected> byOrdinal = new HashMap<>();

    private ChangedMessages(ChangedShelf shelf) {
        this.shelf = shelf;
    }

    /// One message as it must be.
    private static final class Expected {

        private final Row.Message message;
        private final String sender;
        private final ByteString sent;
        private ByteString body;
        private long lastChange;
        private boolean deleted;
        private boolean pinned;
        private final List<Long> edits = new ArrayList<>();
        private final TreeSet<String> reactions = new TreeSet<>();
        private ExpectedPoll poll;

        private Expected(Row.Message row) {
            poll = new ExpectedPoll(row);
            message = row;
            sender = row.send().getId().getSender();
            sent = row.send().getBody();
            body = sent;
        }
    }

    /// I15, and that readers see what was decided; at rest.
    static void check(SimulatedStore store, Cast.Talk talk) {
        var messages = new ChangedMessages(store.changed(talk));
        long last = store.highestSeq(talk);
        for (long seq = 1; seq <= last; seq++) {
            Row.Numbered row = store.numbered(talk, seq);
            if (row instanceof Row.Message message) {
                messages.byOrdinal.put(message.ordinal(), new Expected(message));
            } else if (row instanceof Row.Event event && event.messageChange().getTargetOrdinal() > 0) {
                messages.happened(event);
            }
        }
        messages.byOrdinal.forEach(messages::compare);
    }

    private void happened(Row.Event event) {
        MessageChange change = event.messageChange();
        Expected found = byOrdinal.get(change.getTargetOrdinal());
        Invariants.require(found != null, "I4", "event " + event.seq() + " changes what is not there");
        Expected it = Objects.requireNonNull(found);
        Invariants.require(!it.deleted, "I15", "event " + event.seq() + " changes a deleted message");
        it.lastChange = event.seq();
        String reaction = event.actor() + " ";
        switch (change.getWhatCase()) {
            case EDITED -> {
                Invariants.require(it.sender.equals(event.actor()), "I12", "edit of a foreign message");
                boolean isForward = it.message.send().getReferences().hasForwardedFrom();
                Invariants.require(!isForward, "I12", "edit of another's words at " + event.seq());
                it.body = event.body();
                it.edits.add(event.seq());
                Invariants.require(it.edits.size() <= MessageActs.MAX_EDITS, "bounds", "edits " + it.edits);
            }
            case DELETED -> delete(it);
            case REACTION_ADDED -> {
                boolean isNew =
                        it.reactions.add(reaction + change.getReactionAdded().getReaction());
                Invariants.require(isNew, "I2", "a reaction counts twice at " + event.seq());
            }
            case REACTION_REMOVED -> {
                boolean wasThere = it.reactions.remove(
                        reaction + change.getReactionRemoved().getReaction());
                Invariants.require(wasThere, "I2", "a reaction is removed twice at " + event.seq());
            }
            case PINNED -> it.pinned = true;
            case UNPINNED -> it.pinned = false;
            case POLL_VOTED -> it.poll.voted(event);
            case POLL_CLOSED -> it.poll.closed(event);
            case WHAT_NOT_SET -> throw new Violation("I4", "event " + event.seq() + " changes nothing");
        }
        long own = it.reactions.stream().filter(one -> one.startsWith(reaction)).count();
        Invariants.require(own <= MessageActs.MAX_OWN_REACTIONS, "bounds", own + " reactions of " + reaction);
    }

    private void delete(Expected it) {
        it.deleted = true;
        it.body = ByteString.EMPTY;
        it.pinned = false;
        it.reactions.clear();
        it.poll = new ExpectedPoll(it.message);
    }

    private void compare(long ordinal, Expected it) {
        MessageState seen = shelf.changes(ordinal);
        String what = "message " + ordinal + ": ";
        Invariants.require(seen.getSeq() == it.lastChange, "I4", what + seen.getSeq() + ", not " + it.lastChange);
        Invariants.require(seen.hasDeletion() == it.deleted, "I15", what + "deletion");
        Invariants.require(seen.getPinned() == it.pinned, "I4", what + "pin");
        Invariants.require(shelf.body(ordinal, it.sent).equals(it.body), "I4", what + "body");
        TreeSet<String> reactions = new TreeSet<>();
        seen.getReactionsList()
                .forEach(kind -> kind.getUsersList().forEach(user -> reactions.add(user + " " + kind.getReaction())));
        Invariants.require(reactions.equals(it.reactions), "I4", what + reactions + ", not " + it.reactions);
        it.poll.compare(seen.getPoll(), what);
        if (it.deleted) {
            Invariants.require(!shelf.keepsBody(ordinal), "I15", what + "its row keeps a body");
            it.edits.forEach(
                    seq -> Invariants.require(shelf.isErased(seq), "I15", what + "edit " + seq + " has a body"));
        }
    }
}
