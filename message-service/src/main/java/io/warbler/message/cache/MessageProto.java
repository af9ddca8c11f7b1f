package io.warbler.message.cache;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.UserId;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageChanges;
import io.warbler.proto.client.v1.PollResult;
import io.warbler.proto.client.v1.Reaction;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.store.v1.MessageState;
import io.warbler.proto.store.v1.PollState;
import io.warbler.proto.store.v1.ReactionState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A stored message in the form that clients get.
public final class MessageProto {

    private MessageProto() {}

    /// The client's form. The body of a record that does not parse is left out: it cannot be shown, and must not stop
    /// the conversation.
    public static Message toProto(Row.Message row) {
        var message = Message.newBuilder()
                .setConversation(row.stamp().conversation())
                .setSeq(row.seq())
                .setOrdinal(row.ordinal())
                .setSender(row.send().getId().getSender())
                .setClientMessageId(row.send().getId().getClientMessageId())
                .setSentAtMs(row.sentAtMs())
                .setKind(row.kind());
        if (row.send().hasReferences()) {
            refer(message, row.send().getReferences());
        }
        body(row.send().getBody()).ifPresent(message::setBody);
        return message.build();
    }

    /// Adds what a message refers to, as far as it is the same for everybody: what it answers is only pointed at.
    public static void refer(Message.Builder message, References references) {
        if (references.getReplySeq() != 0) {
            message.setReply(ReplyPreview.newBuilder()
                    .setSeq(references.getReplySeq())
                    .setOrdinal(references.getReplyOrdinal()));
        }
        if (references.hasForwardedFrom()) {
            message.setForwardedFrom(references.getForwardedFrom());
        }
    }

    /// A stored body; empty when there is none, or none that parses.
    public static Optional<MessageBody> body(ByteString stored) {
        try {
            return stored.isEmpty() ? Optional.empty() : Optional.of(MessageBody.parseFrom(stored));
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }

    /// What the changes of a message made of it, as one user sees it.
    public static MessageChanges changes(MessageState state, UserId viewer) {
        var changes = MessageChanges.newBuilder()
                .setSeq(state.getSeq())
                .setEditCount(state.getEditsCount())
                .setReactionKinds(state.getReactionsCount())
                .setPinned(state.getPinned());
        if (state.getEditsCount() > 0) {
            changes.setEditedAtMs(state.getEdits(state.getEditsCount() - 1).getEditedAtMs());
        }
        if (state.hasDeletion()) {
            changes.setDeletion(state.getDeletion());
        }
        if (state.hasPoll()) {
            changes.setPoll(result(state.getPoll(), viewer));
        }
        listed(state)
                .forEach(reaction -> changes.addReactions(Reaction.newBuilder()
                        .setReaction(reaction.getReaction())
                        .setCount(reaction.getUsersCount())
                        .setMine(reaction.getUsersList().contains(viewer.value()))));
        return changes.build();
    }

    /// How a poll stands, and what the viewer chose; of nobody else what they chose.
    private static PollResult result(PollState poll, UserId viewer) {
        var result = PollResult.newBuilder()
                .setTally(poll.getTally())
                .setClosedAtMs(poll.getClosedAtMs())
                .setClosedBy(poll.getClosedBy());
        poll.getBallotsList().stream()
                .filter(ballot -> ballot.getUser().equals(viewer.value()))
                .forEach(ballot -> result.addAllMine(ballot.getOptionsList()));
        return result.build();
    }

    /// The most frequent ones, in the order of their first reaction.
    private static List<ReactionState> listed(MessageState state) {
        List<ReactionState> all = state.getReactionsList();
        if (all.size() <= Limits.MAX_LISTED_REACTIONS) {
            return all;
        }
        Set<ReactionState> most = all.stream()
                .sorted(Comparator.comparingInt(ReactionState::getUsersCount).reversed())
                .limit(Limits.MAX_LISTED_REACTIONS)
                .collect(Collectors.toSet());
        return all.stream().filter(most::contains).toList();
    }
}
