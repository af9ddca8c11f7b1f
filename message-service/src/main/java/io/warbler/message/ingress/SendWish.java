package io.warbler.message.ingress;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.warbler.kernel.ConversationId;
import io.warbler.message.content.ContentCheck;
import io.warbler.message.content.Contents;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Forward;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.log.v1.References;
import java.util.Optional;

/// What a send says, as far as its form tells. The same send always comes to the same.
final class SendWish {

    private SendWish() {}

    static Attempt.Wish of(SendMessage send, String sender) {
        MessageBody body = canonical(send.getBody());
        MessageKind kind = Contents.kind(body);
        ByteString bytes = body.toByteString();
        if (send.hasForward() || send.getReplyTo() != 0) {
            return referring(send, body, SendDigest.ofReferring(kind, bytes, send));
        }
        ByteString digest = SendDigest.of(kind, bytes);
        Optional<Attempt.Wish> refusal = refusalOf(send, body, digest);
        return refusal.orElseGet(() -> new Attempt.Append(kind, bytes, digest, mentions(body, sender)));
    }

    /// What the body mentions; the default instance when it mentions nobody but the sender.
    static References mentions(MessageBody body, String sender) {
        if (body.getSpansCount() == 0) {
            return References.getDefaultInstance();
        }
        return References.newBuilder()
                .addAllMentions(Contents.mentions(body).stream()
                        .filter(user -> !user.equals(sender))
                        .toList())
                .setMentionsAll(Contents.mentionsAll(body))
                .build();
    }

    private static Attempt.Wish referring(SendMessage send, MessageBody body, ByteString digest) {
        if (send.getReplyTo() < 0) {
            return new Attempt.Refuse(ErrorCode.FIELD_INVALID, digest, "reply_to (expected: a seq, below 2^63)");
        }
        Optional<Attempt.Wish> refusal =
                send.hasForward() ? refusalOf(send.getForward(), body, digest) : refusalOf(send, body, digest);
        return refusal.orElseGet(() -> new Attempt.Refer(body, send.getReplyTo(), send.getForward(), digest));
    }

    private static Optional<Attempt.Wish> refusalOf(SendMessage send, MessageBody body, ByteString digest) {
        if (ContentCheck.isEmpty(body)) {
            return Optional.of(new Attempt.Refuse(ErrorCode.BODY_EMPTY, digest));
        }
        if (body.getSerializedSize() > Limits.MAX_BODY_BYTES) {
            return Optional.of(new Attempt.Refuse(ErrorCode.BODY_TOO_LARGE, digest));
        }
        return ContentCheck.wrong(body, ConversationId.isGroup(send.getConversation()))
                .map(detail -> new Attempt.Refuse(ErrorCode.FIELD_INVALID, digest, detail));
    }

    private static Optional<Attempt.Wish> refusalOf(Forward forward, MessageBody body, ByteString digest) {
        return ForwardCheck.wrong(forward, body)
                .map(detail -> new Attempt.Refuse(ErrorCode.FIELD_INVALID, digest, detail));
    }

    private static MessageBody canonical(MessageBody body) {
        return body.toBuilder()
                .setUnknownFields(UnknownFieldSet.getDefaultInstance())
                .build();
    }
}
