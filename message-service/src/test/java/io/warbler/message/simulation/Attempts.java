package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ForwardedFrom;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import org.jspecify.annotations.Nullable;

/// What ingress makes of one attempt: what it refers to is looked up anew each time, as the sender may read it then.
final class Attempts {

    private Attempts() {}

    /// A withdrawal, or the refusal that ingress records, or what is asked for.
    static LogRecord record(World world, Cast.Talk talk, Intention intention, ReplyTo replyTo) {
        if (intention.isWithdrawn()) {
            return Records.refusal(talk, intention.id(), ErrorCode.SEND_WITHDRAWN, replyTo);
        }
        if (intention.change() != null) {
            return Records.change(talk, intention.id(), intention.change(), replyTo);
        }
        if (intention.messageChange() != null) {
            return MessageActs.record(world.store(), talk, intention.id(), intention.messageChange(), replyTo);
        }
        if (world.chance().oneIn(40)) {
            return Records.refusal(talk, intention.id(), ErrorCode.BODY_EMPTY, replyTo);
        }
        return intention.referral().isNone()
                ? Records.send(talk, intention.id(), intention.body(), replyTo)
                : referring(world, talk, intention, replyTo);
    }

    private static LogRecord referring(World world, Cast.Talk talk, Intention intention, ReplyTo replyTo) {
        Referral wanted = intention.referral();
        SendId id = intention.id();
        var references =
                References.newBuilder().addAllMentions(wanted.mentions()).setMentionsAll(wanted.mentionsAll());
        if (wanted.replyOrdinal() > 0) {
            Row.Message target = readable(world, talk, id.getSender(), wanted.replyOrdinal());
            if (target == null) {
                return Records.refusal(talk, id, ErrorCode.REPLY_TARGET_UNKNOWN, replyTo);
            }
            references.setReplySeq(target.seq()).setReplyOrdinal(target.ordinal());
        }
        Referral.Source from = wanted.source();
        if (from == null) {
            return Records.referring(talk, id, intention.body(), references.build(), intention.body(), replyTo);
        }
        Row.Message source = world.mutant() == Mutant.FORWARDS_OF_WHAT_WAS_NEVER_SEEN
                ? world.store().message(from.talk(), from.ordinal())
                : readable(world, from.talk(), id.getSender(), from.ordinal());
        if (source == null) {
            return Records.refusal(talk, id, ErrorCode.FORWARD_SOURCE_UNKNOWN, replyTo);
        }
        ByteString copied = world.store()
                .changed(from.talk())
                .body(source.ordinal(), source.send().getBody());
        references.setForwardedFrom(origin(source));
        return Records.referring(talk, id, copied, references.build(), intention.body(), replyTo);
    }

    /// The message if the user may read it now and it says something.
    private static Row.@Nullable Message readable(World world, Cast.Talk talk, String user, long ordinal) {
        SimulatedStore store = world.store();
        Row.Message row = store.message(talk, ordinal);
        if (row == null
                || row.kind() == MessageKind.MESSAGE_KIND_LOST
                || store.changed(talk).changes(ordinal).hasDeletion()) {
            return null;
        }
        boolean mayRead = talk.isGroup() ? mayRead(store.place(user), talk, row) : store.isMember(talk, user);
        return mayRead ? row : null;
    }

    private static boolean mayRead(@Nullable MemberState place, Cast.Talk talk, Row.Message row) {
        if (place == null || (place.leftSeq() > 0 && row.seq() > place.leftSeq())) {
            return false;
        }
        return talk.isChannel() || row.seq() >= place.joined().seq();
    }

    /// Who said it first, and when.
    static ForwardedFrom origin(Row.Message row) {
        References references = row.send().getReferences();
        return references.hasForwardedFrom()
                ? references.getForwardedFrom()
                : ForwardedFrom.newBuilder()
                        .setSender(row.send().getId().getSender())
                        .setSentAtMs(row.sentAtMs())
                        .build();
    }
}
