package io.warbler.message.ingress;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Forward;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import java.util.Optional;

/// One attempt at one send or withdrawal whose form is right.
///
/// @param replyTo      where the verdict goes
/// @param id           which send
/// @param sender       who asks
/// @param conversation where to
/// @param members      both members, when the request named the peer; otherwise the conversation has to be looked up
/// @param wish         what the log shall say
record Attempt(
        ReplyTo replyTo,
        SendId id,
        UserId sender,
        ConversationId conversation,
        Optional<DirectPair> members,
        Wish wish) {

    /// What is to be logged.
    sealed interface Wish {}

    /// A change of a group.
    record Change(GroupChange change, ByteString digest) implements Wish {}

    /// A change of a message.
    ///
    /// @param change      without the body of an edit
    /// @param body        serialised, of an edit; else empty
    /// @param mentionsAll an edit names all members
    record ChangeMessage(MessageChange change, ByteString body, boolean mentionsAll, ByteString digest)
            implements Wish {}

    /// A message.
    ///
    /// @param references what it refers to beside its body; the default instance for most
    record Append(MessageKind kind, ByteString body, ByteString digest, References references) implements Wish {}

    /// A message that refers to others: they have to be looked up before it can be appended.
    record Refer(MessageBody body, long replyTo, Forward forward, ByteString digest) implements Wish {}

    /// A final refusal; the sequencer gives it, unless the number was decided before.
    ///
    /// @param detail what exactly was wrong; may be empty
    record Refuse(ErrorCode code, ByteString digest, String detail) implements Wish {

        Refuse(ErrorCode code, ByteString digest) {
            this(code, digest, "");
        }
    }

    Attempt as(Wish other) {
        return new Attempt(replyTo, id, sender, conversation, members, other);
    }
}
