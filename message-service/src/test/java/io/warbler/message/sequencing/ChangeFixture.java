package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.client.v1.MessageDeleted;
import io.warbler.proto.client.v1.MessageEdited;
import io.warbler.proto.client.v1.MessagePinned;
import io.warbler.proto.client.v1.MessageUnpinned;
import io.warbler.proto.client.v1.PollClosed;
import io.warbler.proto.client.v1.PollVoted;
import io.warbler.proto.client.v1.ReactionAdded;
import io.warbler.proto.client.v1.ReactionRemoved;
import io.warbler.proto.log.v1.ChangeLimits;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Target;
import io.warbler.proto.store.v1.MessageState;
import java.util.List;

/// Changes of messages as ingress writes them to the log.
final class ChangeFixture {

    /// Golden logs have snapshots where they were taken first.
    private static final Cadence EVERY_64 = (changes, _) -> changes >= 64;

    static final long EDIT_WINDOW_MS = 1_000;
    static final long DELETE_WINDOW_MS = 2_000;
    static final ChangeLimits LIMITS = ChangeLimits.newBuilder()
            .setEditWindowMs(EDIT_WINDOW_MS)
            .setDeleteWindowMs(DELETE_WINDOW_MS)
            .setMaxBodyBytes(100)
            .setMaxEdits(3)
            .setMaxOwnReactions(2)
            .setMaxReactionKinds(3)
            .setMaxPins(2)
            .build();

    private static int keys;

    private ChangeFixture() {}

    static MessageChange.Builder edited() {
        return MessageChange.newBuilder().setEdited(MessageEdited.getDefaultInstance());
    }

    static MessageChange.Builder deleted() {
        return MessageChange.newBuilder().setDeleted(MessageDeleted.getDefaultInstance());
    }

    static MessageChange.Builder added(String reaction) {
        return MessageChange.newBuilder()
                .setReactionAdded(ReactionAdded.newBuilder().setReaction(reaction));
    }

    static MessageChange.Builder removed(String reaction) {
        return MessageChange.newBuilder()
                .setReactionRemoved(ReactionRemoved.newBuilder().setReaction(reaction));
    }

    static MessageChange.Builder pinned() {
        return MessageChange.newBuilder().setPinned(MessagePinned.getDefaultInstance());
    }

    static MessageChange.Builder unpinned() {
        return MessageChange.newBuilder().setUnpinned(MessageUnpinned.getDefaultInstance());
    }

    static MessageChange.Builder voted(Integer... options) {
        return MessageChange.newBuilder().setPollVoted(PollVoted.newBuilder().addAllOptions(List.of(options)));
    }

    static MessageChange.Builder pollClosed() {
        return MessageChange.newBuilder().setPollClosed(PollClosed.getDefaultInstance());
    }

    /// What stands at the row of an accepted send.
    static Target target(Decision sent) {
        var row = (Row.Message) sent.rows().getFirst();
        return Target.newBuilder()
                .setSeq(row.seq())
                .setOrdinal(row.ordinal())
                .setSender(row.send().getId().getSender())
                .setSentAtMs(row.sentAtMs())
                .setKind(row.kind())
                .build();
    }

    /// Under a key of its own; an edit has a body.
    static ChangeOfMessage.Builder of(UserId actor, MessageChange.Builder change, Target target) {
        return of(actor, LogFixture.outbox("change " + keys++), change, target);
    }

    static ChangeOfMessage.Builder of(UserId actor, ByteString outbox, MessageChange.Builder change, Target target) {
        var asked = change.setTargetSeq(target.getSeq()).build();
        var body = asked.hasEdited() ? ByteString.copyFromUtf8("edited by " + outbox.toStringUtf8()) : ByteString.EMPTY;
        return ChangeOfMessage.newBuilder()
                .setId(LogFixture.id(actor, outbox, 1))
                .setDigest(asked.toByteString().concat(body))
                .setChange(asked)
                .setBody(body)
                .setTarget(target)
                .setLimits(LIMITS);
    }

    static LogRecord direct(ChangeOfMessage.Builder change) {
        return LogFixture.record()
                .setRules(5)
                .setChangeOfMessage(change.setDirect(LogFixture.MEMBERS))
                .build();
    }

    static LogRecord inGroup(ChangeOfMessage.Builder change) {
        return GroupFixture.record().setRules(5).setChangeOfMessage(change).build();
    }

    /// Decides as an owner whose store is empty.
    static Decision decide(ConversationState state, LogEntry entry) {
        LogRecord record = entry.record();
        var id = switch (record.getBodyCase()) {
            case SEND -> record.getSend().getId();
            case CHANGE -> record.getChange().getId();
            case REFUSAL -> record.getRefusal().getId();
            case CHANGE_OF_MESSAGE -> record.getChangeOfMessage().getId();
            case DIRECT_POLICY, BODY_NOT_SET -> null;
        };
        if (id != null && !state.knows(OutboxKey.of(id))) {
            state.restore(OutboxKey.of(id), new OutboxState());
        }
        if (record.hasChangeOfMessage()) {
            long ordinal = record.getChangeOfMessage().getTarget().getOrdinal();
            if (!state.knowsTarget(ordinal)) {
                state.restore(ordinal, MessageState.getDefaultInstance());
            }
        }
        return Sequencer.decide(state, entry, EVERY_64);
    }
}
