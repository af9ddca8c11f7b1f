package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageDeleted;
import io.warbler.proto.client.v1.MessageEdited;
import io.warbler.proto.client.v1.MessagePinned;
import io.warbler.proto.client.v1.MessageUnpinned;
import io.warbler.proto.client.v1.ReactionAdded;
import io.warbler.proto.client.v1.ReactionRemoved;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.log.v1.ChangeLimits;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.log.v1.Target;

/// Edits, deletions, reactions, pins and votes, as somebody may want them and as ingress writes them.
final class MessageActs {

    static final int MAX_EDITS = 3;
    static final int MAX_OWN_REACTIONS = 2;

    private static final ChangeLimits LIMITS = ChangeLimits.newBuilder()
            .setEditWindowMs(2_000)
            .setDeleteWindowMs(4_000)
            .setMaxBodyBytes(Records.MAX_BODY_BYTES)
            .setMaxEdits(MAX_EDITS)
            .setMaxOwnReactions(MAX_OWN_REACTIONS)
            .setMaxReactionKinds(3)
            .setMaxPins(3)
            .build();

    private MessageActs() {}

    /// A change of the group, or of a message.
    static Intention intention(World world, Cast.Talk talk, SendId id) {
        Chance chance = world.chance();
        long acked = world.invariants().acked(talk);
        long highest = world.store().highest(talk);
        if (!talk.isGroup() || (highest > 0 && chance.oneIn(2))) {
            return new Intention(id, acked, draw(chance, highest));
        }
        long clockMs = world.log().clockMs();
        var change = chance.oneIn(2) ? Roster.draw(chance, clockMs) : Newcomers.draw(world.store(), chance, clockMs);
        return new Intention(id, id.getClientMessageIdBytes(), acked, change);
    }

    /// A change of one of the last messages; names its ordinal, which only this world's clients know by themselves.
    private static MessageChange draw(Chance chance, long highestOrdinal) {
        var change = MessageChange.newBuilder().setTargetOrdinal(Math.max(1, highestOrdinal - chance.below(4)));
        String reaction = "r" + chance.below(3);
        if (PollActs.isPoll(change.getTargetOrdinal()) && chance.oneIn(3)) {
            return PollActs.draw(chance, change);
        }
        return switch (chance.below(10)) {
            case 0, 1, 2 -> change.setEdited(MessageEdited.getDefaultInstance()).build();
            case 3 -> change.setDeleted(MessageDeleted.getDefaultInstance()).build();
            case 4, 5, 6 ->
                change.setReactionAdded(ReactionAdded.newBuilder().setReaction(reaction))
                        .build();
            case 7 ->
                change.setReactionRemoved(ReactionRemoved.newBuilder().setReaction(reaction))
                        .build();
            case 8 -> change.setPinned(MessagePinned.getDefaultInstance()).build();
            default -> change.setUnpinned(MessageUnpinned.getDefaultInstance()).build();
        };
    }

    /// The change with what stands at its target, or the refusal when nothing does.
    static LogRecord record(SimulatedStore store, Cast.Talk talk, SendId id, MessageChange asked, ReplyTo replyTo) {
        Row.Message row = store.message(talk, asked.getTargetOrdinal());
        if (row == null) {
            return Records.refusal(talk, id, ErrorCode.MESSAGE_UNKNOWN, replyTo);
        }
        var target = Target.newBuilder()
                .setSeq(row.seq())
                .setOrdinal(row.ordinal())
                .setSender(row.send().getId().getSender())
                .setSentAtMs(row.sentAtMs())
                .setKind(row.kind())
                .setForwarded(row.send().getReferences().hasForwardedFrom());
        if (PollActs.isPoll(row.ordinal())) {
            target.setPoll(PollActs.terms(row));
        }
        var change = ChangeOfMessage.newBuilder()
                .setId(id)
                .setDigest(id.getClientMessageIdBytes())
                .setChange(asked.toBuilder().setTargetSeq(row.seq()))
                .setBody(asked.hasEdited() ? id.getClientMessageIdBytes() : ByteString.EMPTY)
                .setTarget(target)
                .setLimits(LIMITS);
        if (!talk.isGroup()) {
            change.setDirect(talk.members());
        }
        return LogRecord.newBuilder()
                .setRules(talk.rules(asked.hasPollVoted() || asked.hasPollClosed() ? 5 : 3))
                .setConversation(talk.id())
                .setReplyTo(replyTo)
                .setChangeOfMessage(change)
                .build();
    }

    /// The answer to a change in the form of the answer to a message.
    static ServerFrame asAck(ServerFrame frame) {
        if (!frame.hasMessageChanged()) {
            return frame;
        }
        var changed = frame.getMessageChanged();
        return ServerFrame.newBuilder()
                .setAck(SendAck.newBuilder()
                        .setConversation(changed.getConversation())
                        .setSeq(changed.getSeq())
                        .setOrdinal(changed.getOrdinal())
                        .setSentAtMs(changed.getChangedAtMs())
                        .setClientMessageId(changed.getClientMessageId()))
                .build();
    }
}
