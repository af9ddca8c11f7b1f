package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.Refusal;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.List;

/// Gives every record of the log its verdict.
///
/// A pure function of the log: the same records in the same order give the same verdicts and rows on every node, at any
/// time, however often they are replayed. That is what makes crashes, two owners and repeated sends harmless.
public final class Sequencer {

    /// The highest version of the rules that this code decides. A record above it must not be given to it.
    public static final int RULES = 1;

    /// State-changing records between two snapshots.
    public static final int SNAPSHOT_INTERVAL = 64;

    private Sequencer() {}

    /// Decides the record and moves the state past it. The state must have been loaded at a position at or before the
    /// record's with every record between decided since, and must know the record's outbox.
    public static Decision decide(ConversationState state, LogEntry entry) {
        return switch (entry.record().getBodyCase()) {
            case SEND -> send(state, entry, entry.record().getSend());
            case REFUSAL -> refusal(state, entry, entry.record().getRefusal());
            case DIRECT_POLICY -> policy(state, entry, entry.record().getDirectPolicy());
            case BODY_NOT_SET -> Decision.none(entry);
        };
    }

    /// Decides a record that an operator skipped: a send is refused for ever, which uses its number up.
    public static Decision skip(ConversationState state, LogEntry entry) {
        if (!entry.record().hasSend()) {
            return Decision.none(entry);
        }
        Send send = entry.record().getSend();
        var refusal = Refusal.newBuilder()
                .setId(send.getId())
                .setCode(ErrorCode.SEND_POISON)
                .setDigest(send.getDigest())
                .setDirect(send.getDirect())
                .build();
        return refusal(state, entry, refusal);
    }

    private static Decision send(ConversationState state, LogEntry entry, Send send) {
        SendId id = send.getId();
        if (!isMember(state.conversation(), send.getDirect(), id.getSender())) {
            return Decision.verdictOnly(entry, new Verdict.Refused(ErrorCode.CONVERSATION_UNKNOWN));
        }
        OutboxState outbox = state.outbox(OutboxKey.of(id));
        if (id.getNumber() <= outbox.highWater()) {
            return known(outbox, entry, id, send.getDigest());
        }
        if (id.getNumber() > outbox.highWater() + 1) {
            return Decision.verdictOnly(entry, new Verdict.OutOfOrder(outbox.highWater() + 1));
        }
        if (outbox.knows(id.getClientMessageId())) {
            return refuse(state, entry, id, send.getDigest(), ErrorCode.CLIENT_MESSAGE_ID_REUSED);
        }
        if (!state.writingAllowed()) {
            return refuse(state, entry, id, send.getDigest(), ErrorCode.DIRECT_NOT_ALLOWED);
        }
        if (send.getBody().size() > send.getLimits().getMaxBodyBytes()) {
            return refuse(state, entry, id, send.getDigest(), ErrorCode.BODY_TOO_LARGE);
        }
        return accept(state, entry, send);
    }

    private static Decision refusal(ConversationState state, LogEntry entry, Refusal refusal) {
        SendId id = refusal.getId();
        if (!isMember(state.conversation(), refusal.getDirect(), id.getSender())) {
            return Decision.verdictOnly(entry, new Verdict.Refused(refusal.getCode()));
        }
        OutboxState outbox = state.outbox(OutboxKey.of(id));
        if (id.getNumber() <= outbox.highWater()) {
            return known(outbox, entry, id, refusal.getDigest());
        }
        if (id.getNumber() > outbox.highWater() + 1) {
            return Decision.verdictOnly(entry, new Verdict.OutOfOrder(outbox.highWater() + 1));
        }
        return refuse(state, entry, id, refusal.getDigest(), refusal.getCode());
    }

    private static Decision policy(ConversationState state, LogEntry entry, DirectPolicy policy) {
        boolean valid = isMember(
                state.conversation(), policy.getDirect(), policy.getDirect().getLow());
        if (!valid || policy.getVersion() <= state.policyVersion()) {
            return Decision.none(entry);
        }
        var stamp = state.stamp(entry.position(), entry.appendTimeMs());
        state.apply(policy);
        state.changed(stamp);
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Policy(stamp, policy));
        addSnapshotWhenDue(state, stamp, rows);
        return new Decision(entry, null, null, rows);
    }

    private static Decision known(OutboxState outbox, LogEntry entry, SendId id, ByteString digest) {
        Verdict verdict = outbox.answer(id.getNumber(), id.getClientMessageId(), digest)
                .orElseThrow(() -> new IllegalStateException("number: " + id.getNumber() + " (expected: decided)"));
        return Decision.verdictOnly(entry, verdict);
    }

    private static Decision accept(ConversationState state, LogEntry entry, Send send) {
        var stamp = state.stamp(entry.position(), entry.appendTimeMs());
        var counters =
                state.counters().withMembers(send.getDirect()).next(send.getId().getSender());
        state.advance(counters);
        state.changed(stamp);
        var message =
                new Row.Message(stamp, counters.seq(), counters.ordinal(), send.getKind(), entry.appendTimeMs(), send);
        state.activeOutbox(OutboxKey.of(send.getId())).keep(KeptProto.accepted(message));
        List<Row> rows = new ArrayList<>();
        rows.add(message);
        if ((counters.ordinal() - 1) % Row.BUCKET_SIZE == 0) {
            rows.add(new Row.Bucket(stamp, message.bucket()));
        }
        if (counters.seq() == 1) {
            addMemberships(stamp, send.getDirect(), rows);
        }
        addSnapshotWhenDue(state, stamp, rows);
        var verdict = new Verdict.Accepted(
                counters.seq(),
                counters.ordinal(),
                entry.appendTimeMs(),
                send.getId().getClientMessageId());
        return new Decision(entry, verdict, new Decision.Appended(message, counters), rows);
    }

    private static Decision refuse(
            ConversationState state, LogEntry entry, SendId id, ByteString digest, ErrorCode code) {
        var stamp = state.stamp(entry.position(), entry.appendTimeMs());
        var row = new Row.Refusal(stamp, id, digest, code);
        state.activeOutbox(OutboxKey.of(id)).keep(KeptProto.refused(row));
        state.changed(stamp);
        List<Row> rows = new ArrayList<>();
        rows.add(row);
        addSnapshotWhenDue(state, stamp, rows);
        return new Decision(entry, new Verdict.Refused(code), null, rows);
    }

    private static void addMemberships(Row.Stamp stamp, DirectMembers members, List<Row> rows) {
        rows.add(new Row.Membership(stamp, members.getLow(), members.getHigh(), 1));
        rows.add(new Row.Membership(stamp, members.getHigh(), members.getLow(), 1));
    }

    private static void addSnapshotWhenDue(ConversationState state, Row.Stamp stamp, List<Row> rows) {
        if (state.changesSinceSnapshot() < SNAPSHOT_INTERVAL) {
            return;
        }
        rows.add(new Row.Snapshot(stamp, state.counters(), state.policyVersion(), state.policyAllowed()));
        state.activeOutboxes()
                .forEach((key, outbox) ->
                        rows.add(new Row.OutboxMark(stamp, key, outbox.highWater(), outbox.keptVerdicts())));
        state.snapshotTaken();
    }

    private static boolean isMember(String conversation, DirectMembers members, String user) {
        if (!UserId.isValid(members.getLow()) || !UserId.isValid(members.getHigh())) {
            return false;
        }
        var low = new UserId(members.getLow());
        var high = new UserId(members.getHigh());
        if (low.compareTo(high) >= 0
                || !ConversationId.direct(new DirectPair(low, high)).value().equals(conversation)) {
            return false;
        }
        return user.equals(members.getLow()) || user.equals(members.getHigh());
    }
}
