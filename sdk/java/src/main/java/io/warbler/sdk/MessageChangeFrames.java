package io.warbler.sdk;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ChangeMessage;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.MessageChanged;
import io.warbler.proto.client.v1.MessageDeleted;
import io.warbler.proto.client.v1.MessageEdited;
import io.warbler.proto.client.v1.MessagePinned;
import io.warbler.proto.client.v1.MessageUnpinned;
import io.warbler.proto.client.v1.PollClosed;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.proto.client.v1.ReactionAdded;
import io.warbler.proto.client.v1.ReactionRemoved;
import io.warbler.sdk.store.OutboxSend;
import java.time.Instant;
import java.util.HexFormat;

/** Changes of messages between the wire and the values of this package. */
final class MessageChangeFrames {

    private MessageChangeFrames() {}

    static MessageChange fromProto(io.warbler.proto.client.v1.MessageChange change) {
        return new MessageChange(
                change.getTargetSeq(),
                switch (change.getWhatCase()) {
                    case EDITED ->
                        new MessageChange.Edited(
                                ContentProtos.fromProto(change.getEdited().getBody()));
                    case DELETED -> new MessageChange.Deleted();
                    case REACTION_ADDED ->
                        new MessageChange.ReactionAdded(
                                change.getReactionAdded().getReaction());
                    case REACTION_REMOVED ->
                        new MessageChange.ReactionRemoved(
                                change.getReactionRemoved().getReaction());
                    case PINNED -> new MessageChange.Pinned();
                    case UNPINNED -> new MessageChange.Unpinned();
                    case POLL_VOTED -> PollProtos.fromProto(change.getPollVoted());
                    case POLL_CLOSED -> new MessageChange.PollClosed();
                    case WHAT_NOT_SET -> new MessageChange.Unknown();
                });
    }

    static io.warbler.proto.client.v1.MessageChange toProto(MessageChange change) {
        var proto = io.warbler.proto.client.v1.MessageChange.newBuilder().setTargetSeq(change.targetSeq());
        MessageChange.What what = change.what();
        if (what instanceof MessageChange.Edited edited) {
            proto.setEdited(MessageEdited.newBuilder().setBody(ContentProtos.toProto(edited.content())));
        } else if (what instanceof MessageChange.Deleted) {
            proto.setDeleted(MessageDeleted.getDefaultInstance());
        } else if (what instanceof MessageChange.ReactionAdded added) {
            proto.setReactionAdded(ReactionAdded.newBuilder().setReaction(added.reaction()));
        } else if (what instanceof MessageChange.ReactionRemoved removed) {
            proto.setReactionRemoved(ReactionRemoved.newBuilder().setReaction(removed.reaction()));
        } else if (what instanceof MessageChange.Pinned) {
            proto.setPinned(MessagePinned.getDefaultInstance());
        } else if (what instanceof MessageChange.Unpinned) {
            proto.setUnpinned(MessageUnpinned.getDefaultInstance());
        } else if (what instanceof MessageChange.PollVoted vote) {
            proto.setPollVoted(PollVoted.newBuilder().addAllOptions(vote.options()));
        } else if (what instanceof MessageChange.PollClosed) {
            proto.setPollClosed(PollClosed.getDefaultInstance());
        }
        return proto.build();
    }

    static MessageChanges fromProto(io.warbler.proto.client.v1.MessageChanges changes) {
        var deletion = changes.getDeletion();
        return new MessageChanges(
                changes.getSeq(),
                changes.getEditCount(),
                changes.getEditedAtMs() == 0 ? null : Instant.ofEpochMilli(changes.getEditedAtMs()),
                changes.hasDeletion()
                        ? new MessageChanges.Deletion(
                                deletion.getActor(), Instant.ofEpochMilli(deletion.getDeletedAtMs()))
                        : null,
                changes.getReactionsList().stream()
                        .map(it -> new MessageChanges.Reaction(it.getReaction(), it.getCount(), it.getMine()))
                        .toList(),
                changes.getPinned(),
                changes.hasPoll() ? PollProtos.fromProto(changes.getPoll()) : null);
    }

    static ClientFrame.Builder frame(OutboxSend send, io.warbler.proto.client.v1.MessageChange change) {
        var asked = ChangeMessage.newBuilder()
                .setOutbox(ByteString.copyFrom(HexFormat.of().parseHex(send.outbox())))
                .setNumber(send.number())
                .setClientMessageId(send.clientMessageId())
                .setConversation(send.conversation())
                .setChange(change);
        return ClientFrame.newBuilder().setChangeMessage(asked);
    }

    /** The user's own change, as its answer places it. */
    static io.warbler.proto.client.v1.Event accepted(
            MessageChanged changed, io.warbler.proto.client.v1.MessageChange change, String self) {
        return io.warbler.proto.client.v1.Event.newBuilder()
                .setConversation(changed.getConversation())
                .setSeq(changed.getSeq())
                .setOrdinal(changed.getOrdinal())
                .setActor(self)
                .setHappenedAtMs(changed.getChangedAtMs())
                .setKind(EventKind.EVENT_KIND_MESSAGE_CHANGE)
                .setMessageChange(change)
                .build();
    }
}
