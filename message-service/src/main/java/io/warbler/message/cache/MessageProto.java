package io.warbler.message.cache;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.ReplyPreview;
import io.warbler.proto.log.v1.References;

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
        try {
            if (!row.send().getBody().isEmpty()) {
                message.setBody(MessageBody.parseFrom(row.send().getBody()));
            }
        } catch (InvalidProtocolBufferException _) {
            message.clearBody();
        }
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
}
