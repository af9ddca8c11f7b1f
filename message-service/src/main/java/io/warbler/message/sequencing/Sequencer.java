package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.ChangeOfMessage;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.Refusal;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import java.util.Optional;
import java.util.function.Supplier;

/// Gives every record of the log its verdict.
///
/// A pure function of the log: the same records in the same order give the same verdicts and rows on every
/// node, at any time, however often they are replayed. That is what makes crashes, two owners and repeated
/// sends harmless.
public final class Sequencer {

    /// The highest version of the rules that this code decides. A record above it must not be given to it.
    public static final int RULES = 6;

    /// The first version that knows groups; what an older record says about one decides nothing.
    static final int RULES_OF_GROUPS = 2;

    /// The first version that knows changes of messages.
    static final int RULES_OF_MESSAGE_CHANGES = 3;

    /// The first version that knows invites, requests to join and announcements.
    static final int RULES_OF_JOINING = 4;

    /// The first version that knows polls.
    static final int RULES_OF_POLLS = 5;

    /// The first version that knows channels; what an older record says about one decides nothing.
    static final int RULES_OF_CHANNELS = 6;

    private final ConversationState state;
    private final LogEntry entry;
    private final Cadence cadence;

    private Sequencer(ConversationState state, LogEntry entry, Cadence cadence) {
        this.state = state;
        this.entry = entry;
        this.cadence = cadence;
    }

    /// Decides the record and moves the state past it. The state must have been loaded at a position at or
    /// before the record's with every record between decided since, and must know the record's outbox.
    public static Decision decide(ConversationState state, LogEntry entry) {
        return decide(state, entry, Cadence.FEW_MARKS);
    }

    /// The same by somebody who takes snapshots at other records.
    static Decision decide(ConversationState state, LogEntry entry, Cadence cadence) {
        state.passing(entry.position());
        var sequencer = new Sequencer(state, entry, cadence);
        var record = entry.record();
        return switch (record.getBodyCase()) {
            case SEND -> sequencer.send(record.getSend());
            case REFUSAL -> sequencer.refusal(record.getRefusal());
            case DIRECT_POLICY -> sequencer.policy(record.getDirectPolicy());
            case CHANGE -> sequencer.change(record.getChange());
            case CHANGE_OF_MESSAGE -> sequencer.changeOfMessage(record.getChangeOfMessage());
            case BODY_NOT_SET -> Decision.none(entry);
        };
    }

    /// Decides a record that an operator skipped: a send or change is refused for ever, which uses its number up.
    public static Decision skip(ConversationState state, LogEntry entry) {
        state.passing(entry.position());
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
        return new Sequencer(state, entry, Cadence.FEW_MARKS).refusal(refusal.build());
    }

    private Decision send(Send send) {
        return once(send.getId(), send.getDigest(), send.getDirect(), () -> judge(send));
    }

    private Decision judge(Send send) {
        Optional<ErrorCode> refusal = refusalOf(send);
        return refusal.isPresent()
                ? effects().refuse(send.getId(), send.getDigest(), refusal.get())
                : effects().accept(send);
    }

    private Optional<ErrorCode> refusalOf(Send send) {
        Group group = state.group();
        if (group != null) {
            return new GroupRules(state, group, send.getId().getSender()).refusalOf(send, entry.appendTimeMs());
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

    private Decision change(Change change) {
        if (entry.record().getRules() < RULES_OF_JOINING && JoinRules.know(change.getChange())) {
            return unbound();
        }
        return once(change.getId(), change.getDigest(), DirectMembers.getDefaultInstance(), () -> judge(change));
    }

    private Decision judge(Change change) {
        SendId id = change.getId();
        Group group = state.group();
        GroupRules.Judgement judgement = group == null
                ? GroupRules.create(state.conversation(), change)
                : new GroupRules(state, group, id.getSender()).judge(change, entry.appendTimeMs());
        return switch (judgement) {
            case GroupRules.Takes(var taken) -> effects().accept(change, taken);
            case GroupRules.Refuses(var code) -> effects().refuse(id, change.getDigest(), code);
        };
    }

    private Decision changeOfMessage(ChangeOfMessage change) {
        return entry.record().getRules() < RULES_OF_MESSAGE_CHANGES
                ? unbound()
                : once(change.getId(), change.getDigest(), change.getDirect(), () -> judge(change));
    }

    private Decision judge(ChangeOfMessage change) {
        boolean isOfPoll =
                change.getChange().hasPollVoted() || change.getChange().hasPollClosed();
        Optional<ErrorCode> refusal = isOfPoll && entry.record().getRules() < RULES_OF_POLLS
                ? Optional.of(ErrorCode.MESSAGE_CHANGE_INVALID)
                : new MessageRules(state, change, entry.appendTimeMs()).refusal();
        return refusal.isPresent()
                ? effects().refuse(change.getId(), change.getDigest(), refusal.get())
                : effects().accept(change);
    }

    private Decision refusal(Refusal refusal) {
        SendId id = refusal.getId();
        if (!Binding.isBound(state, entry, id, refusal.getDirect())) {
            return Decision.verdictOnly(entry, new Verdict.Refused(refusal.getCode()));
        }
        return numbered(id, refusal.getDigest())
                .orElseGet(() -> effects().refuse(id, refusal.getDigest(), refusal.getCode()));
    }

    private Decision policy(DirectPolicy policy) {
        boolean valid =
                Binding.isMember(state, policy.getDirect(), policy.getDirect().getLow());
        return valid && policy.getVersion() > state.policyVersion() ? effects().take(policy) : Decision.none(entry);
    }

    /// Judges a numbered record if it is bound to the conversation and was not decided before.
    private Decision once(SendId id, ByteString digest, DirectMembers direct, Supplier<Decision> judgement) {
        return Binding.isBound(state, entry, id, direct) ? earlier(id, digest).orElseGet(judgement) : unbound();
    }

    private Decision unbound() {
        return Decision.verdictOnly(entry, new Verdict.Refused(ErrorCode.CONVERSATION_UNKNOWN));
    }

    /// The decision if the number is not the next one of its outbox, or its client message id was used under
    /// another.
    private Optional<Decision> earlier(SendId id, ByteString digest) {
        Optional<Decision> decided = numbered(id, digest);
        boolean isReused =
                decided.isEmpty() && state.outboxes().of(OutboxKey.of(id)).knows(id.getClientMessageId());
        return isReused ? Optional.of(effects().refuse(id, digest, ErrorCode.CLIENT_MESSAGE_ID_REUSED)) : decided;
    }

    /// The decision if the number is not the next one of its outbox.
    private Optional<Decision> numbered(SendId id, ByteString digest) {
        OutboxState outbox = state.outboxes().of(OutboxKey.of(id));
        if (id.getNumber() <= outbox.highWater()) {
            return Optional.of(Decision.verdictOnly(entry, known(outbox, id, digest)));
        }
        if (id.getNumber() > outbox.highWater() + 1) {
            return Optional.of(Decision.verdictOnly(entry, new Verdict.OutOfOrder(outbox.highWater() + 1)));
        }
        return Optional.empty();
    }

    private static Verdict known(OutboxState outbox, SendId id, ByteString digest) {
        return outbox.answer(id.getNumber(), id.getClientMessageId(), digest)
                .orElseThrow(() -> new IllegalStateException("number: " + id.getNumber() + " (expected: decided)"));
    }

    private RecordEffects effects() {
        return new RecordEffects(state, entry, cadence);
    }
}
