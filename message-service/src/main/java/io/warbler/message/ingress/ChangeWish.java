package io.warbler.message.ingress;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.warbler.message.content.ContentCheck;
import io.warbler.message.content.Contents;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageDeleted;
import io.warbler.proto.client.v1.MessageEdited;
import io.warbler.proto.client.v1.MessagePinned;
import io.warbler.proto.client.v1.MessageUnpinned;
import io.warbler.proto.client.v1.PollClosed;
import java.util.Optional;

/// What a change of a message asks for, as far as its form tells. The same change always comes to the same.
final class ChangeWish {

    private ChangeWish() {}

    /// A wrong change of a numbered one uses up its number, as a wrong body of a send does.
    ///
    /// @param inGroup whether there is an "all" that can be mentioned
    static Attempt.Wish of(MessageChange asked, boolean inGroup) {
        MessageChange change = canonical(asked);
        ByteString digest = SendDigest.ofMessageChange(change.toByteString());
        Optional<ErrorCode> wrong = MessageChangeCheck.wrong(change);
        if (wrong.isPresent()) {
            return new Attempt.Refuse(wrong.get(), digest);
        }
        return change.hasEdited()
                ? edit(change, digest, inGroup)
                : new Attempt.ChangeMessage(change, ByteString.EMPTY, false, digest);
    }

    private static Attempt.Wish edit(MessageChange change, ByteString digest, boolean inGroup) {
        MessageBody body = change.getEdited().getBody();
        if (ContentCheck.isEmpty(body)) {
            return new Attempt.Refuse(ErrorCode.BODY_EMPTY, digest);
        }
        if (body.getSerializedSize() > Limits.MAX_BODY_BYTES) {
            return new Attempt.Refuse(ErrorCode.BODY_TOO_LARGE, digest);
        }
        if (!body.hasText()) {
            return new Attempt.Refuse(ErrorCode.FIELD_INVALID, digest, "body (expected: text; nothing else is edited)");
        }
        Optional<String> wrong = ContentCheck.wrong(body, inGroup);
        if (wrong.isPresent()) {
            return new Attempt.Refuse(ErrorCode.FIELD_INVALID, digest, wrong.get());
        }
        MessageChange withoutBody =
                change.toBuilder().setEdited(MessageEdited.getDefaultInstance()).build();
        return new Attempt.ChangeMessage(withoutBody, body.toByteString(), Contents.mentionsAll(body), digest);
    }

    /// Only what the protocol knows, and nothing that the server fills in.
    private static MessageChange canonical(MessageChange asked) {
        var change = MessageChange.newBuilder().setTargetSeq(asked.getTargetSeq());
        switch (asked.getWhatCase()) {
            case EDITED ->
                change.setEdited(MessageEdited.newBuilder()
                        .setBody(asked.getEdited().getBody().toBuilder()
                                .setUnknownFields(UnknownFieldSet.getDefaultInstance())));
            case DELETED -> change.setDeleted(MessageDeleted.getDefaultInstance());
            case REACTION_ADDED ->
                change.getReactionAddedBuilder()
                        .setReaction(asked.getReactionAdded().getReaction());
            case REACTION_REMOVED ->
                change.getReactionRemovedBuilder()
                        .setReaction(asked.getReactionRemoved().getReaction());
            case PINNED -> change.setPinned(MessagePinned.getDefaultInstance());
            case UNPINNED -> change.setUnpinned(MessageUnpinned.getDefaultInstance());
            case POLL_VOTED ->
                change.getPollVotedBuilder().addAllOptions(asked.getPollVoted().getOptionsList());
            case POLL_CLOSED -> change.setPollClosed(PollClosed.getDefaultInstance());
            case WHAT_NOT_SET -> {}
        }
        return change.build();
    }
}
