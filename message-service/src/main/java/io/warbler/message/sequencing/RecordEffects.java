package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.EventKind;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.References;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a record leaves once it is clear what it comes to: moves the state past it and collects the rows that
/// say so. For one record, to be used once.
final class RecordEffects {

    private final ConversationState state;
    private final LogEntry entry;
    private final Cadence cadence;
    private final Row.Stamp stamp;
    private final List<Row> rows = new ArrayList<>();

    RecordEffects(ConversationState state, LogEntry entry, Cadence cadence) {
        this.state = state;
        this.entry = entry;
        this.cadence = cadence;
        stamp = state.stamp(entry.position(), entry.appendTimeMs());
    }

    /// A message stands at the next seq.
    Decision accept(Send send) {
        SendId id = send.getId();
        var counters = state.counters().withMembers(send.getDirect()).next(id.getSender());
        state.advance(counters);
        var message =
                new Row.Message(stamp, counters.seq(), counters.ordinal(), send.getKind(), entry.appendTimeMs(), send);
        state.outboxes().activate(OutboxKey.of(id)).keep(KeptProto.accepted(message));
        rows.add(message);
        if ((counters.ordinal() - 1) % Row.BUCKET_SIZE == 0) {
            rows.add(new Row.Bucket(stamp, message.bucket()));
        }
        Group group = state.group();
        if (group != null) {
            group.wrote(id.getSender(), counters.seq(), counters.ordinal(), entry.appendTimeMs());
        } else if (counters.seq() == 1) {
            addMemberships(send.getDirect());
        }
        if (send.hasReferences()) {
            addMentions(message);
        }
        long answered = send.getReferences().getReplySeq();
        Set<String> unsighted = answered == 0 ? Set.of() : state.unsighted(answered);
        return accepted(message, id, state.told(), unsighted, state.crowd(answered));
    }

    private void addMemberships(DirectMembers members) {
        rows.add(new Row.Membership(stamp, members.getLow(), members.getHigh(), 1));
        rows.add(new Row.Membership(stamp, members.getHigh(), members.getLow(), 1));
    }

    /// Whoever is no member at this position is not mentioned.
    private void addMentions(Row.Message message) {
        References references = message.send().getReferences();
        references.getMentionsList().stream()
                .filter(state::isAddressed)
                .map(user -> new Row.Mention(stamp, user, message.seq(), message.ordinal()))
                .forEach(rows::add);
        Group group = state.group();
        if (references.getMentionsAll() && group != null) {
            group.mentionedAll(message.seq());
            rows.add(new Row.Mention(stamp, state.conversation(), message.seq(), message.ordinal()));
        }
    }

    /// A change of a group stands at the next seq; `taken` is what of it takes effect.
    Decision accept(Change change, GroupChange taken) {
        Row.Counters counters = advancePastEvent();
        var uncounted = new Row.Event(
                stamp,
                counters.seq(),
                counters.ordinal(),
                EventKind.EVENT_KIND_CHANGE,
                entry.appendTimeMs(),
                change.getId(),
                change.getDigest(),
                taken,
                0);
        var event = uncounted.withMemberCount(state.members().sizeAfter(uncounted));
        boolean isNamed = state.isFew();
        Set<String> before = state.told();
        Decision.Crowd crowd = state.crowd(0);
        add(event);
        List<Row> memberRows = state.apply(event);
        rows.addAll(memberRows);
        Set<String> after = isNamed ? state.memberIds() : Set.of();
        // no event adds and removes: the larger one holds the other
        Set<String> told = after.size() >= before.size() ? after : before;
        Set<String> unsighted = Discretion.isDiscreet(state.conversation(), taken) ? state.uninitiated(told) : Set.of();
        return accepted(event, change.getId(), told, unsighted, changed(crowd, memberRows, event));
    }

    private Decision.Crowd changed(Decision.Crowd before, List<Row> memberRows, Row.Event event) {
        long seq = event.seq();
        Map<String, MemberState> changed = new HashMap<>();
        for (Row row : memberRows) {
            if (row instanceof Row.GroupMembership place && isOfEvent(place.state(), seq)) {
                changed.put(place.user(), place.state());
            }
        }
        boolean isGrown = state.memberCount() > before.before();
        Map<String, MemberState> all = isGrown ? state.fewMembers() : Map.of();
        boolean isDiscreet = Discretion.isDiscreet(state.conversation(), event.change());
        Set<String> managers = isDiscreet ? state.members().managers() : Set.of();
        return new Decision.Crowd(before.before(), before.endedBefore(), before.aboutSeq(), changed, all, managers);
    }

    private static boolean isOfEvent(MemberState place, long seq) {
        return place.joined().seq() == seq || place.leftSeq() == seq;
    }

    /// A change of a message stands at the next seq.
    Decision accept(ChangeOfMessage change) {
        Row.Counters counters = advancePastEvent();
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
                taken(change),
                change.getBody());
        add(event);
        rows.addAll(state.changeTarget(event));
        rows.addAll(state.apply(event));
        long target = event.messageChange().getTargetSeq();
        return accepted(event, change.getId(), state.told(), state.unsighted(target), state.crowd(target));
    }

    /// As it takes effect: a vote with how the poll stands after it.
    private MessageChange taken(ChangeOfMessage change) {
        long ordinal = change.getTarget().getOrdinal();
        var taken = change.getChange().toBuilder().setTargetOrdinal(ordinal);
        return taken.hasPollVoted()
                ? taken.setPollVoted(PollBallots.told(
                                state.target(ordinal).getPoll(),
                                change.getTarget().getPoll(),
                                change.getId().getSender(),
                                taken.getPollVoted()))
                        .build()
                : taken.build();
    }

    private void add(Row.Event event) {
        state.outboxes().activate(OutboxKey.of(event.id())).keep(KeptProto.accepted(event));
        rows.add(event);
    }

    private Row.Counters advancePastEvent() {
        Row.Counters before = state.counters();
        state.advance(before.afterEvent(before.seq() + 1, before.ordinal()));
        return state.counters();
    }

    private Decision accepted(
            Row.Numbered row, SendId id, Set<String> told, Set<String> unsighted, Decision.Crowd crowd) {
        var verdict = new Verdict.Accepted(row.seq(), row.ordinal(), entry.appendTimeMs(), id.getClientMessageId());
        var appended = new Decision.Appended(
                row, state.counters(), state.groupState(), state.pinsProto(), told, unsighted, crowd);
        return decision(verdict, appended);
    }

    /// The number is used up for ever.
    Decision refuse(SendId id, ByteString digest, ErrorCode code) {
        var refusal = new Row.Refusal(stamp, id, digest, code);
        state.outboxes().activate(OutboxKey.of(id)).keep(KeptProto.refused(refusal));
        rows.add(refusal);
        return decision(new Verdict.Refused(code), null);
    }

    /// The policy holds for what follows; nobody waits for a verdict.
    Decision take(DirectPolicy policy) {
        state.apply(policy);
        rows.add(new Row.Policy(stamp, policy));
        return decision(null, null);
    }

    private Decision decision(@Nullable Verdict verdict, Decision.@Nullable Appended appended) {
        state.changed(stamp);
        if (state.isSnapshotDue(cadence)) {
            addSnapshot();
        }
        return new Decision(entry, verdict, appended, rows);
    }

    private void addSnapshot() {
        rows.add(new Row.Snapshot(
                stamp,
                state.counters(),
                state.policyVersion(),
                state.policyAllowed(),
                state.countedGroup(),
                state.pinsProto()));
        state.outboxes()
                .active()
                .forEach((key, outbox) ->
                        rows.add(new Row.OutboxMark(stamp, key, outbox.highWater(), outbox.keptVerdicts())));
        state.snapshotTaken();
    }
}
