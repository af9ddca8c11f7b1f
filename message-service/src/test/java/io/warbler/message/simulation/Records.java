package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.GroupLimits;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.Refusal;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;

/// What ingress writes to the log.
final class Records {

    /// Bodies above this are refused; those of the simulation are shorter, but for a few.
    static final int MAX_BODY_BYTES = 40;

    private static final Limits LIMITS =
            Limits.newBuilder().setMaxBodyBytes(MAX_BODY_BYTES).build();

    private Records() {}

    static LogRecord send(Cast.Talk talk, SendId id, ByteString body, ReplyTo replyTo) {
        var send = Send.newBuilder()
                .setId(id)
                .setDigest(body)
                .setKind(MessageKind.MESSAGE_KIND_TEXT)
                .setBody(body)
                .setLimits(LIMITS);
        if (!talk.isGroup()) {
            send.setDirect(talk.members());
        }
        return of(talk).setReplyTo(replyTo).setSend(send).build();
    }

    /// A send that refers to something.
    ///
    /// @param digest of what was asked for
    static LogRecord referring(
            Cast.Talk talk, SendId id, ByteString body, References references, ByteString digest, ReplyTo replyTo) {
        var record = send(talk, id, body, replyTo).toBuilder().setRules(talk.rules(3));
        record.getSendBuilder().setReferences(references).setDigest(digest);
        return record.build();
    }

    static LogRecord refusal(Cast.Talk talk, SendId id, ErrorCode code, ReplyTo replyTo) {
        var refusal = Refusal.newBuilder().setId(id).setCode(code);
        if (!talk.isGroup()) {
            refusal.setDirect(talk.members());
        }
        return of(talk).setReplyTo(replyTo).setRefusal(refusal).build();
    }

    static LogRecord change(Cast.Talk talk, SendId id, GroupChange what, ReplyTo replyTo) {
        var change = Change.newBuilder()
                .setId(id)
                .setDigest(id.getClientMessageIdBytes())
                .setChange(what)
                .setLimits(GroupLimits.newBuilder()
                        .setMaxMembers(200)
                        .setMaxInvites(3)
                        .setMaxJoinRequests(2));
        return of(talk).setRules(talk.rules(4))
                .setReplyTo(replyTo)
                .setChange(change)
                .build();
    }

    static LogRecord policy(Cast.Talk talk, boolean allowed, long version) {
        var policy = DirectPolicy.newBuilder()
                .setDirect(talk.members())
                .setAllowed(allowed)
                .setVersion(version);
        return of(talk).setDirectPolicy(policy).build();
    }

    private static LogRecord.Builder of(Cast.Talk talk) {
        return LogRecord.newBuilder()
                .setRules(talk.rules(talk.isGroup() ? 2 : 1))
                .setConversation(talk.id());
    }
}
