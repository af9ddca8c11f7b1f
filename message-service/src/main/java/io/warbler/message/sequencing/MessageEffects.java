package io.warbler.message.sequencing;

import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageDeletion;
import io.warbler.proto.store.v1.Edit;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.ReactionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an event makes of the message that it changes. Follows from what the message was and the event alone,
/// so it can be computed again from stored events.
public final class MessageEffects {

    private MessageEffects() {}

    /// The message after the event.
    public static MessageState after(MessageState before, Row.Event event) {
        MessageChange change = event.messageChange();
        var after = before.toBuilder().setSeq(event.seq());
        switch (change.getWhatCase()) {
            case EDITED -> after.addEdits(Edit.newBuilder().setSeq(event.seq()).setEditedAtMs(event.happenedAtMs()));
            case DELETED ->
                after.clear()
                        .setSeq(event.seq())
                        .setDeletion(MessageDeletion.newBuilder()
                                .setActor(event.actor())
                                .setDeletedAtMs(event.happenedAtMs()));
            case REACTION_ADDED -> add(after, change.getReactionAdded().getReaction(), event.actor());
            case REACTION_REMOVED -> remove(after, change.getReactionRemoved().getReaction(), event.actor());
            case PINNED -> after.setPinned(true);
            case UNPINNED -> after.setPinned(false);
            case POLL_VOTED -> after.setPoll(PollBallots.after(before.getPoll(), event.actor(), change.getPollVoted()));
            case POLL_CLOSED ->
                after.getPollBuilder().setClosedAtMs(event.happenedAtMs()).setClosedBy(event.actor());
            case WHAT_NOT_SET -> {}
        }
        return after.build();
    }

    /// The rows that go with the event.
    public static List<Row> rows(MessageState before, Row.Event event) {
        MessageChange change = event.messageChange();
        MessageState after = after(before, event);
        Optional<com.google.protobuf.ByteString> body =
                change.hasEdited() ? Optional.of(event.body()) : Optional.empty();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.TargetState(event.stamp(), change.getTargetOrdinal(), after));
        rows.add(new Row.ChangedMessage(event.stamp(), change.getTargetOrdinal(), after, body));
        if (change.hasDeleted()) {
            before.getEditsList().forEach(edit -> rows.add(new Row.ErasedEdit(event.stamp(), edit.getSeq())));
        }
        return rows;
    }

    private static void add(MessageState.Builder state, String reaction, String user) {
        for (int i = 0; i < state.getReactionsCount(); i++) {
            ReactionState known = state.getReactions(i);
            if (known.getReaction().equals(reaction)) {
                state.setReactions(i, known.toBuilder().addUsers(user));
                return;
            }
        }
        state.addReactions(ReactionState.newBuilder().setReaction(reaction).addUsers(user));
    }

    private static void remove(MessageState.Builder state, String reaction, String user) {
        List<ReactionState> before = state.getReactionsList();
        List<ReactionState> after = new ArrayList<>();
        for (ReactionState known : before) {
            ReactionState rest = known.getReaction().equals(reaction) ? without(known, user) : known;
            if (rest.getUsersCount() > 0) {
                after.add(rest);
            }
        }
        state.clearReactions().addAllReactions(after);
    }

    private static ReactionState without(ReactionState known, String user) {
        return ReactionState.newBuilder()
                .setReaction(known.getReaction())
                .addAllUsers(known.getUsersList().stream()
                        .filter(it -> !it.equals(user))
                        .toList())
                .build();
    }
}
