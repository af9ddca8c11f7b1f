package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.Refusal;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives every record of the log its verdict.
///
/// A pure function of the log: the same records in the same order give the same verdicts and rows on every
/// node, at any time, however often they are replayed. That is what makes crashes, two owners and repeated
/// sends harmless.
public final class Sequencer {

    /// The highest version of the rules that this code decides. A record above it must not be given to it.
    public static final int RULES = 3;

    /// The first version that knows groups; what an older record says about one decides nothing.
    static final int RULES_OF_GROUPS = 2;

    /// The first version that knows changes of messages.
    static final int RULES_OF_MESSAGE_CHANGES = 3;

    /// State-changing records between two snapshots.
    public static final int SNAPSHOT_INTERVAL = 64;

    private Sequencer() {}

    /// Decides the record and moves the state past it. The state must have been loaded at a position at or
    /// before the record's with every record between decided since, and must know the record's outbox.
    public static Decision decide(ConversationState state, LogEntry entry) {
        return switch (entry.record().getBodyCase()) {
            case SEND -> send(state, entry, entry.record().getSend());
            case REFUSAL -> refusal(state, entry, entry.record().getRefusal());
            case DIRECT_POLICY -> policy(state, entry, entry.record().getDirectPolicy());
            case CHANGE -> change(state, entry, entry.record().getChange());
            case CHANGE_OF_MESSAGE ->
                changeOfMessage(state, entry, entry.record().getChangeOfMessage());
            case BODY_NOT_SET -> Decision.none(entry);
        };
    }

    /// Decides a record that an operator skipped: a send or change is refused for ever, which uses its number up.
    public static Decision skip(ConversationState state, LogEntry entry) {
        var refusal = Refusal.newBuilder().setCode(ErrorCode.SEND_POISON);
        switch (entry.record().getBodyCase()) {
            case SEND -> {
                Send send = entry.record().getSend();
                refusal.setId(send.getId()).setDigest(send.getDigest()).setDirect(send.getDirect());
            }
            case CHANGE -> {
                Change change = entry.record().getChange();
                refusal.setId(change.getId()).setDigest(change.getDigest());
            }
            case CHANGE_OF_MESSAGE -> {
                ChangeOfMessage change = entry.record().getChangeOfMessage();
                refusal.setId(change.getId()).setDigest(change.getDigest()).setDirect(change.getDirect());
            }
            case REFUSAL, DIRECT_POLICY, BODY_NOT_SET -> {
                return Decision.none(entry);
            }
        }
        return refusal(state, entry, refusal.build());
    }

    private static Decision send(ConversationState state, LogEntry entry, Send send) {
        SendId id = send.getId();
        if (!isBound(state, entry, id, send.getDirect())) {
            return Decision.verdictOnly(entry, new Verdict.Refused(ErrorCode.CONVERSATION_UNKNOWN));
        }
        Optional<Decision> earlier = earlier(state, entry, id, send.getDigest());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<ErrorCode> refusal = refusalOf(state, entry, send);
        return refusal.isPresent()
                ? refuse(state, entry, id, send.getDigest(), refusal.get())
                : accept(state, entry, send);
    }

    private static Decision change(ConversationState state, LogEntry entry, Change change) {
        SendId id = change.getId();
        if (!isBound(state, entry, id, DirectMembers.getDefaultInstance())) {
            return Decision.verdictOnly(entry, new Verdict.Refused(ErrorCode.CONVERSATION_UNKNOWN));
        }
        Optional<Decision> earlier = earlier(state, entry, id, change.getDigest());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Group group = state.group();
        GroupRules.Judgement judgement = group == null
                ? GroupRules.create(state.conversation(), change)
                : new GroupRules(group, state.members(), id.getSender()).judge(change);
        return switch (judgement) {
            case GroupRules.Takes(var taken) -> accept(state, entry, change, taken);
            case GroupRules.Refuses(var code) -> refuse(state, entry, id, change.getDigest(), code);
        };
    }

    private static Decision changeOfMessage(ConversationState state, LogEntry entry, ChangeOfMessage change) {
        SendId id = change.getId();
        if (entry.record().getRules() < RULES_OF_MESSAGE_CHANGES || !isBound(state, entry, id, change.getDirect())) {
            return Decision.verdictOnly(entry, new Verdict.Refused(ErrorCode.CONVERSATION_UNKNOWN));
        }
        Optional<Decision> earlier = earlier(state, entry, id, change.getDigest());
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Optional<ErrorCode> refusal = new MessageRules(state, change, entry.appendTimeMs()).refusal();
        return refusal.isPresent()
                ? refuse(state, entry, id, change.getDigest(), refusal.get())
                : accept(state, entry, change);
    }

    private static Decision refusal(ConversationState state, LogEntry entry, Refusal refusal) {
        SendId id = refusal.getId();
        if (!isBound(state, entry, id, refusal.getDirect())) {
            return Decision.verdictOnly(entry, new Verdict.Refused(refusal.getCode()));
        }
        OutboxState outbox = state.outbox(OutboxKey.of(id));
        return numbered(outbox, entry, id, refusal.getDigest())
                .orElseGet(() -> refuse(state, entry, id, refusal.getDigest(), refusal.getCode()));
    }

    private static Optional<ErrorCode> refusalOf(ConversationState state, LogEntry entry, Send send) {
        Group group = state.group();
        if (group != null) {
            return new GroupRules(group, state.members(), send.getId().getSender())
                    .refusalOf(send, entry.appendTimeMs());
        }
        if (ConversationId.isGroup(state.conversation())) {
            return Optional.of(ErrorCode.CONVERSATION_UNKNOWN);
        }
        if (!state.writingAllowed()) {
            return Optional.of(ErrorCode.DIRECT_NOT_ALLOWED);
        }
        boolean tooLarge = send.getBody().size() > send.getLimits().getMaxBodyBytes();
        return tooLarge ? Optional.of(ErrorCode.BODY_TOO_LARGE) : Optional.empty();
    }

    /// The decision if the number is not the next one of its outbox, or its client message id was used under
    /// another.
    private static Optional<Decision> earlier(ConversationState state, LogEntry entry, SendId id, ByteString digest) {
        OutboxState outbox = state.outbox(OutboxKey.of(id));
        Optional<Decision> decided = numbered(outbox, entry, id, digest);
        if (decided.isEmpty() && outbox.knows(id.getClientMessageId())) {
            return Optional.of(refuse(state, entry, id, digest, ErrorCode.CLIENT_MESSAGE_ID_REUSED));
        }
        return decided;
    }

    /// The decision if the number is not the next one of its outbox.
    private static Optional<Decision> numbered(OutboxState outbox, LogEntry entry, SendId id, ByteString digest) {
        if (id.getNumber() <= outbox.highWater()) {
            return Optional.of(known(outbox, entry, id, digest));
        }
        if (id.getNumber() > outbox.highWater() + 1) {
            return Optional.of(Decision.verdictOnly(entry, new Verdict.OutOfOrder(outbox.highWater() + 1)));
        }
        return Optional.empty();
    }

    /// Whether a verdict on the numbered record can be kept: of a DIRECT conversation by its members; of a
    /// group that exists by everybody; of one that does not, by who could create it. Everything else leaves
    /// nothing behind.
    private static boolean isBound(ConversationState state, LogEntry entry, SendId id, DirectMembers direct) {
        if (!ConversationId.isGroup(state.conversation())) {
            return !entry.record().hasChange() && isMember(state, direct, id.getSender());
        }
        if (entry.record().getRules() < RULES_OF_GROUPS || !UserId.isValid(id.getSender())) {
            return false;
        }
        return state.group() != null
                || ConversationId.group(
                                new UserId(id.getSender()), id.getOutbox().toByteArray())
                        .value()
                        .equals(state.conversation());
    }

    private static Decision policy(ConversationState state, LogEntry entry, DirectPolicy policy) {
        boolean valid = isMember(state, policy.getDirect(), policy.getDirect().getLow());
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
        Group group = state.group();
        if (group != null) {
            group.wrote(send.getId().getSender(), counters.seq(), counters.ordinal(), entry.appendTimeMs());
        } else if (counters.seq() == 1) {
            addMemberships(stamp, send.getDirect(), rows);
        }
        if (send.hasReferences()) {
            addMentions(state, message, rows);
        }
        addSnapshotWhenDue(state, stamp, rows);
        var appended = new Decision.Appended(
                message,
                counters,
                state.groupState(),
                state.pinsProto(),
                state.memberIds(),
                isAnswering(send) ? state.unsighted(send.getReferences().getReplySeq()) : Set.of());
        return new Decision(entry, accepted(message, entry, send.getId()), appended, rows);
    }

    private static Decision accept(ConversationState state, LogEntry entry, Change change, GroupChange taken) {
        var stamp = state.stamp(entry.position(), entry.appendTimeMs());
        var counters = state.counters()
                .afterEvent(state.counters().seq() + 1, state.counters().ordinal());
        state.advance(counters);
        state.changed(stamp);
        Set<String> before = state.members().ids();
        var event = eventOf(state, stamp, entry, change, taken);
        state.activeOutbox(OutboxKey.of(change.getId())).keep(KeptProto.accepted(event));
        List<Row> rows = new ArrayList<>();
        rows.add(event);
        rows.addAll(state.apply(event));
        addSnapshotWhenDue(state, stamp, rows);
        Set<String> told = new HashSet<>(before);
        told.addAll(state.members().ids());
        var appended = new Decision.Appended(event, counters, state.groupState(), state.pinsProto(), told, Set.of());
        return new Decision(entry, accepted(event, entry, change.getId()), appended, rows);
    }

    private static Decision accept(ConversationState state, LogEntry entry, ChangeOfMessage change) {
        var stamp = state.stamp(entry.position(), entry.appendTimeMs());
        var counters = state.counters()
                .afterEvent(state.counters().seq() + 1, state.counters().ordinal());
        state.advance(counters);
        state.changed(stamp);
        var event = new Row.Event(
                stamp,
                counters.seq(),
                counters.ordinal(),
                EventKind.EVENT_KIND_MESSAGE_CHANGE,
                entry.appendTimeMs(),
                change.getId(),
                change.getDigest(),
                GroupChange.getDefaultInstance(),
                state.memberCount(),
                change.getChange().toBuilder()
                        .setTargetOrdinal(change.getTarget().getOrdinal())
                        .build(),
                change.getBody());
        state.activeOutbox(OutboxKey.of(change.getId())).keep(KeptProto.accepted(event));
        List<Row> rows = new ArrayList<>();
        rows.add(event);
        rows.addAll(state.changeTarget(event));
        rows.addAll(state.apply(event));
        addSnapshotWhenDue(state, stamp, rows);
        var appended = new Decision.Appended(
                event,
                counters,
                state.groupState(),
                state.pinsProto(),
                state.memberIds(),
                state.unsighted(event.messageChange().getTargetSeq()));
        return new Decision(entry, accepted(event, entry, change.getId()), appended, rows);
    }

    private static Row.Event eventOf(
            ConversationState state, Row.Stamp stamp, LogEntry entry, Change change, GroupChange taken) {
        var event = new Row.Event(
                stamp,
                state.counters().seq(),
                state.counters().ordinal(),
                EventKind.EVENT_KIND_CHANGE,
                entry.appendTimeMs(),
                change.getId(),
                change.getDigest(),
                taken,
                0);
        return event.withMemberCount(state.members().sizeAfter(event));
    }

    private static Verdict.Accepted accepted(Row.Numbered row, LogEntry entry, SendId id) {
        return new Verdict.Accepted(row.seq(), row.ordinal(), entry.appendTimeMs(), id.getClientMessageId());
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

    private static boolean isAnswering(Send send) {
        return send.getReferences().getReplySeq() != 0;
    }

    /// Whoever is no member at this position is not mentioned.
    private static void addMentions(ConversationState state, Row.Message message, List<Row> rows) {
        References references = message.send().getReferences();
        references.getMentionsList().stream()
                .filter(state.memberIds()::contains)
                .map(user -> new Row.Mention(message.stamp(), user, message.seq(), message.ordinal()))
                .forEach(rows::add);
        Group group = state.group();
        if (references.getMentionsAll() && group != null) {
            group.mentionedAll(message.seq());
            rows.add(new Row.Mention(message.stamp(), state.conversation(), message.seq(), message.ordinal()));
        }
    }

    private static void addMemberships(Row.Stamp stamp, DirectMembers members, List<Row> rows) {
        rows.add(new Row.Membership(stamp, members.getLow(), members.getHigh(), 1));
        rows.add(new Row.Membership(stamp, members.getHigh(), members.getLow(), 1));
    }

    private static void addSnapshotWhenDue(ConversationState state, Row.Stamp stamp, List<Row> rows) {
        if (state.changesSinceSnapshot() < SNAPSHOT_INTERVAL) {
            return;
        }
        rows.add(new Row.Snapshot(
                stamp,
                state.counters(),
                state.policyVersion(),
                state.policyAllowed(),
                state.groupState(),
                state.pinsProto()));
        state.activeOutboxes()
                .forEach((key, outbox) ->
                        rows.add(new Row.OutboxMark(stamp, key, outbox.highWater(), outbox.keptVerdicts())));
        state.snapshotTaken();
    }

    private static boolean isMember(ConversationState state, DirectMembers members, String user) {
        // who was found to fit before is not looked at again
        boolean isKnown = !user.isEmpty() && members.equals(state.counters().members());
        return (isKnown || fits(state.conversation(), members))
                && (user.equals(members.getLow()) || user.equals(members.getHigh()));
    }

    /// Whether the conversation is the one of these two users.
    static boolean fits(String conversation, DirectMembers members) {
        if (!UserId.isValid(members.getLow()) || !UserId.isValid(members.getHigh())) {
            return false;
        }
        var low = new UserId(members.getLow());
        var high = new UserId(members.getHigh());
        return low.compareTo(high) < 0
                && ConversationId.direct(new DirectPair(low, high)).value().equals(conversation);
    }
}
