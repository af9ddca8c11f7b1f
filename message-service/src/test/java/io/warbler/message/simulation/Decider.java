package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.fanout.RepairedConversation;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.DecisionStates;
import io.warbler.message.sequencing.Involved;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.OtherCadence;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.RememberedInvites;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.message.storage.DurableFloors;
import io.warbler.message.storage.StateLoader;
import io.warbler.proto.client.v1.GroupRole;
import io.warbler.proto.log.v1.KeptVerdicts;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.SendId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The decision states of one assignment, with a bound, and the decisions that are made on them: the product's
/// core inside a model of `BatchDecider` and `OwnedPartition`.
final class Decider {

    private final World world;
    private final StateLoader loader;
    private final DurableFloors floors;
    private final SimulatedOwner owner;
    /// Least recently used first.
    private final DecisionStates states = new DecisionStates();
    /// What a wrong owner remembers: how far each outbox was decided while it was in memory.
    private final Map<OutboxKey, Boolean> remembered = new HashMap<>();

    private final RememberedInvites invites = new RememberedInvites();

    private List<RepairedConversation> repaired = new ArrayList<>();
    private boolean hasLoaded;

    Decider(World world, SimulatedOwner owner, DurableFloors floors) {
        this.world = world;
        this.owner = owner;
        this.floors = floors;
        loader = new StateLoader(world.store(), world.store());
    }

    /// Decides the batch; adds to `rows` what is to be stored before anyone is told.
    List<Decision> decide(List<LogEntry> batch, List<Row> rows) {
        hasLoaded = false;
        repaired = new ArrayList<>();
        for (LogEntry entry : batch) {
            load(batch, entry, rows);
        }
        List<Decision> decisions = new ArrayList<>(batch.size());
        for (LogEntry entry : batch) {
            Decision decision = decide(entry);
            decisions.add(decision);
            addRows(decision, rows);
        }
        return decisions;
    }

    /// Each conversation and outbox at the position of the first record that needs it.
    private void load(List<LogEntry> batch, LogEntry entry, List<Row> rows) {
        String conversation = entry.record().getConversation();
        ConversationState state = states.get(conversation);
        if (state == null) {
            hasLoaded = true;
            LogEntry first = firstOf(batch, conversation);
            var loaded = loader.load(conversation, first.directMembers(), limit(first.position()), floors);
            state = loaded.state();
            states.put(state);
            rows.addAll(loaded.repairs());
            if (!loaded.repairs().isEmpty() && world.mutant() != Mutant.REPAIRS_NOT_TOLD) {
                repaired.addAll(RepairedConversation.of(0, entry.position().generation(), state, loaded.repairs()));
            }
        }
        loadPlaces(batch, entry, state);
        OutboxKey key = key(entry.record());
        if (key != null && !state.knows(key)) {
            hasLoaded = true;
            Position first = firstOf(batch, conversation).position();
            state.restore(key, loader.loadOutbox(conversation, key, limit(first), floors));
        }
        if (entry.record().hasChangeOfMessage()) {
            long ordinal = entry.record().getChangeOfMessage().getTarget().getOrdinal();
            if (!state.knowsTarget(ordinal)) {
                hasLoaded = true;
                state.restore(
                        ordinal,
                        loader.loadTarget(
                                conversation,
                                ordinal,
                                limit(firstOf(batch, conversation).position())));
            }
        }
    }

    /// In a group of many those whom the record is about; all, where so many leave that few stay.
    private void loadPlaces(List<LogEntry> batch, LogEntry entry, ConversationState state) {
        Position at = state.lookedUpAt();
        long leaving = batch.stream()
                .filter(it -> it.record().getConversation().equals(state.conversation()))
                .filter(it -> Involved.mayEndOne(it.record()))
                .count();
        if (state.wantsAll((int) leaving)) {
            hasLoaded = true;
            state.complete(loader.loadAll(state.conversation(), at));
            return;
        }
        Set<String> unknown = state.unknownOf(Involved.in(entry.record()));
        if (!unknown.isEmpty()) {
            hasLoaded = true;
            var found = loader.loadPlaces(state.conversation(), unknown, at);
            unknown.forEach(user -> state.lookedUp(user, found.getOrDefault(user, MemberState.NONE)));
        }
    }

    /// Whether the last decisions needed anything from the store.
    boolean hasLoaded() {
        return hasLoaded;
    }

    /// Where the last decisions came with rows for what a lost log left out.
    List<RepairedConversation> repaired() {
        return repaired;
    }

    private static LogEntry firstOf(List<LogEntry> batch, String conversation) {
        for (LogEntry entry : batch) {
            if (entry.record().getConversation().equals(conversation)) {
                return entry;
            }
        }
        throw new IllegalArgumentException("conversation: " + conversation + " (expected: in the batch)");
    }

    private Position limit(Position position) {
        return switch (world.mutant()) {
            case MAX_SEQ_IS_THE_BASE -> new Position(position.generation(), Long.MAX_VALUE);
            case LOAD_LIMIT_IS_THE_CHECKPOINT ->
                new Position(
                        position.generation(),
                        Math.min(position.offset(), world.registers().offset(position.generation())));
            default -> position;
        };
    }

    private Decision decide(LogEntry entry) {
        ConversationState state =
                java.util.Objects.requireNonNull(states.get(entry.record().getConversation()));
        return switch (world.mutant()) {
            case DEDUPE_OFF, LRU_DEDUPE -> decideForgetful(state, entry);
            case NUMBER_WITHOUT_ID -> decided(state, withoutId(entry));
            case EX_MEMBERS_MAY_SEND -> decideForExMembers(state, entry);
            case READERS_MAY_SEND -> decideForReaders(state, entry);
            case REVOKED_INVITES_OPEN -> decideByRememberedInvites(state, entry);
            case BANS_NOT_ASKED_ON_JOIN -> decideWithoutBan(state, entry);
            case SETTING_IN_THE_CORE -> decided(state, withOwnLimit(entry));
            case POLL_CLOSES_BY_THE_OWNERS_CLOCK -> decided(state, PollActs.closedByTheClock(entry, owner.clockMs()));
            default -> decided(state, entry);
        };
    }

    /// Who has other settings takes snapshots at other records, too.
    private Decision decided(ConversationState state, LogEntry entry) {
        return owner.largestBody() < Records.MAX_BODY_BYTES
                ? OtherCadence.decide(state, entry)
                : Sequencer.decide(state, entry);
    }

    /// A send that is not remembered is new.
    private Decision decideForgetful(ConversationState state, LogEntry entry) {
        OutboxKey key = key(entry.record());
        boolean isRemembered = world.mutant() == Mutant.LRU_DEDUPE && key != null && remembered.containsKey(key);
        if (key != null && !isRemembered) {
            remembered.put(key, true);
            long number = id(entry.record()).getNumber();
            state.restore(key, new OutboxState(number - 1, KeptVerdicts.getDefaultInstance()));
        }
        return decided(state, entry);
    }

    private Decision decideForExMembers(ConversationState state, LogEntry entry) {
        String sender = id(entry.record()).getSender();
        MemberState place = state.member(sender);
        if (entry.record().hasSend() && Cast.talkOf(state.conversation()).isGroup() && !place.isMember()) {
            var member = new MemberState(
                    GroupRole.GROUP_ROLE_MEMBER, place.joined(), 0, 0, false, 0, MemberState.Asked.NEVER);
            state.restore(sender, member);
        }
        return decided(state, entry);
    }

    /// For this one record the reader is an admin.
    private Decision decideForReaders(ConversationState state, LogEntry entry) {
        String sender = id(entry.record()).getSender();
        MemberState place = state.member(sender);
        boolean isOfReader = entry.record().hasSend() && place.role() == GroupRole.GROUP_ROLE_MEMBER;
        if (isOfReader) {
            state.restore(
                    sender,
                    new MemberState(
                            GroupRole.GROUP_ROLE_ADMIN,
                            place.joined(),
                            place.leftSeq(),
                            place.leftOrdinal(),
                            place.banned(),
                            place.mutedUntilMs(),
                            place.asked()));
        }
        Decision decision = decided(state, entry);
        if (isOfReader) {
            state.restore(sender, place);
        }
        return decision;
    }

    private Decision decideByRememberedInvites(ConversationState state, LogEntry entry) {
        if (entry.record().getChange().getChange().hasMemberJoined()) {
            invites.open(state);
        }
        Decision decision = decided(state, entry);
        invites.remember(decision);
        return decision;
    }

    private Decision decideWithoutBan(ConversationState state, LogEntry entry) {
        String sender = id(entry.record()).getSender();
        MemberState place = state.member(sender);
        if (entry.record().getChange().getChange().hasMemberJoined() && place.banned()) {
            state.restore(sender, MemberState.NONE);
        }
        return decided(state, entry);
    }

    /// The first send of a number is what the number means, whoever asks.
    private LogEntry withoutId(LogEntry entry) {
        if (!entry.record().hasSend()) {
            return entry;
        }
        SendId id = id(entry.record());
        String number = entry.record().getConversation()
                + id.getSender()
                + id.getOutbox().toStringUtf8()
                + id.getNumber();
        var first =
                world.firstSends().computeIfAbsent(number, _ -> entry.record().getSend());
        var record = entry.record().toBuilder().setSend(first).build();
        return new LogEntry(entry.position(), entry.appendTimeMs(), record);
    }

    private LogEntry withOwnLimit(LogEntry entry) {
        if (!entry.record().hasSend()) {
            return entry;
        }
        var record = entry.record().toBuilder();
        record.getSendBuilder().getLimitsBuilder().setMaxBodyBytes(owner.largestBody());
        return new LogEntry(entry.position(), entry.appendTimeMs(), record.build());
    }

    private void addRows(Decision decision, List<Row> rows) {
        for (Row row : decision.rows()) {
            if (row instanceof Row.Refusal && world.mutant() == Mutant.REFUSALS_NOT_KEPT) {
                continue;
            }
            if (row instanceof Row.Message message && world.mutant() == Mutant.STRANGERS_ARE_MENTIONED) {
                message.send()
                        .getReferences()
                        .getMentionsList()
                        .forEach(
                                user -> rows.add(new Row.Mention(row.stamp(), user, message.seq(), message.ordinal())));
            }
            rows.add(world.mutant() == Mutant.WALL_CLOCK_ROW_TIME ? WallClock.stamped(row, owner.clockMs()) : row);
        }
    }

    /// Lets go of the least recently used states above the bound; between batches.
    void evict(int maxWeight) {
        if (states.evict(maxWeight)) {
            remembered.clear();
        }
    }

    private static @Nullable OutboxKey key(LogRecord record) {
        boolean isNumbered =
                record.hasSend() || record.hasRefusal() || record.hasChange() || record.hasChangeOfMessage();
        return isNumbered ? OutboxKey.of(id(record)) : null;
    }

    private static SendId id(LogRecord record) {
        if (record.hasChange()) {
            return record.getChange().getId();
        }
        if (record.hasChangeOfMessage()) {
            return record.getChangeOfMessage().getId();
        }
        return record.hasSend() ? record.getSend().getId() : record.getRefusal().getId();
    }
}
