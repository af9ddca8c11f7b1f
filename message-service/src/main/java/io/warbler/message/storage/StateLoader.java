package io.warbler.message.storage;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.log.v1.Send;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Loads decision state **at a position**: from rows below it only, never measured against a checkpoint.
///
/// This is complete, because rows below the assignment's checkpoint are durable, and this assignment has durably
/// written
/// everything between its checkpoint and the position. Rows at or above the position may exist (an earlier owner got
/// further); they are not read, for they will be computed again.
@Component
public class StateLoader {

    private final DecisionReads reads;

    public StateLoader(DecisionReads reads) {
        this.reads = reads;
    }

    /// The state of a conversation below a position, with the outboxes that rows since the last snapshot name.
    public LoadedState load(String conversation, Position below, DurableFloors floors) {
        var state = new ConversationState(conversation);
        var snapshot = reads.newestSnapshot(conversation, below, position -> floors.isDurable(position, below));
        snapshot.ifPresent(state::restore);
        Optional<Position> at = snapshot.map(row -> row.stamp().position());
        long ordinal = state.counters().ordinal();
        List<Row.Message> messages = reads.messagesAfter(conversation, ordinal, below);
        restore(
                state,
                messages,
                reads.verdictsBetween(conversation, at, below),
                key -> at.map(it -> markAt(conversation, key, it, floors)).orElseGet(OutboxState::new));
        List<Row> repairs = new ArrayList<>(lostRows(state, ordinal, messages, below));
        if (isOfOlderGeneration(snapshot, messages, below)) {
            repairs.addAll(companions(state, ordinal, below));
        }
        return new LoadedState(state, repairs);
    }

    /// An outbox that has had no verdict since the last snapshot before the state of its conversation was loaded.
    public OutboxState loadOutbox(String conversation, OutboxKey key, Position below, DurableFloors floors) {
        return reads.outboxBelow(conversation, key, below, position -> floors.isDurable(position, below));
    }

    /// Whether the store holds what the record at this position came to when it was not skipped. The state must be the
    /// one at the position.
    public boolean isStored(ConversationState state, Position position) {
        long next = state.counters().ordinal() + 1;
        return reads.isMessageAt(state.conversation(), next, position)
                || reads.isVerdictAt(state.conversation(), position);
    }

    /// Decision state, and rows to be written before anything is decided on it.
    ///
    /// @param repairs skeletons for positions that were lost together with an earlier generation of the log
    public record LoadedState(ConversationState state, List<Row> repairs) {}

    private static void restore(
            ConversationState state,
            List<Row.Message> messages,
            List<Row> verdicts,
            Function<OutboxKey, OutboxState> marks) {
        List<Row> rows = new ArrayList<>(messages);
        rows.addAll(verdicts);
        rows.sort(Comparator.comparing((Row row) -> row.stamp().position()));
        for (Row row : rows) {
            switch (row) {
                case Row.Message message -> {
                    know(state, OutboxKey.of(message.send().getId()), marks);
                    state.restore(message);
                }
                case Row.Refusal refusal -> {
                    know(state, OutboxKey.of(refusal.id()), marks);
                    state.restore(refusal);
                }
                case Row.Policy policy -> state.restore(policy);
                case Row.Bucket _, Row.Snapshot _, Row.OutboxMark _, Row.Membership _ ->
                    throw new IllegalStateException("row: " + row + " (expected: a message or a verdict)");
            }
        }
    }

    private static void know(ConversationState state, OutboxKey key, Function<OutboxKey, OutboxState> marks) {
        if (!key.outbox().isEmpty() && !state.knows(key)) {
            state.restore(key, marks.apply(key));
        }
    }

    /// The mark that counts at a snapshot. One of an older generation that was not durable counts for nothing,
    /// even below a snapshot that is to be trusted.
    private OutboxState markAt(String conversation, OutboxKey key, Position snapshot, DurableFloors floors) {
        var after = new Position(snapshot.generation(), snapshot.offset() + 1);
        return reads.outboxBelow(conversation, key, after, position -> floors.isDurable(position, after));
    }

    private static boolean isOfOlderGeneration(
            Optional<Row.Snapshot> snapshot, List<Row.Message> messages, Position below) {
        int newest = messages.isEmpty()
                ? snapshot.map(row -> row.stamp().position().generation()).orElse(below.generation())
                : messages.getLast().stamp().position().generation();
        return newest < below.generation();
    }

    /// Rows that went with messages and may have been lost with the log: they are written again.
    private static List<Row> companions(ConversationState state, long after, Position below) {
        var stamp = new Row.Stamp(state.conversation(), below, state.lastRowTime() + 1);
        var members = state.counters().members();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row.Membership(stamp, members.getLow(), members.getHigh(), 1));
        rows.add(new Row.Membership(stamp, members.getHigh(), members.getLow(), 1));
        long last = Row.bucketOf(Math.max(1, state.counters().ordinal()));
        for (long bucket = Row.bucketOf(after + 1); bucket <= last; bucket++) {
            rows.add(new Row.Bucket(stamp, bucket));
        }
        return rows;
    }

    /// Numbers that no row has although a later one has it: the log was lost while they were being written, so nobody
    /// was
    /// told of them. Within one generation this cannot be, and deciding on it would break density.
    private static List<Row> lostRows(ConversationState state, long after, List<Row.Message> messages, Position below) {
        if (messages.isEmpty()) {
            return List.of();
        }
        Set<Long> missing = new TreeSet<>();
        for (long ordinal = after + 1; ordinal <= state.counters().ordinal(); ordinal++) {
            missing.add(ordinal);
        }
        messages.forEach(message -> missing.remove(message.ordinal()));
        if (missing.isEmpty()) {
            return List.of();
        }
        Position last = messages.getLast().stamp().position();
        if (last.generation() == below.generation()) {
            throw new IllegalStateException("ordinals " + missing + " of " + state.conversation() + " below " + below
                    + " (expected: durable, because they lie below the checkpoint)");
        }
        return skeletons(state, missing, below);
    }

    private static List<Row> skeletons(ConversationState state, Set<Long> missing, Position below) {
        var stamp = new Row.Stamp(state.conversation(), below, state.lastRowTime() + 1);
        List<Row> rows = new ArrayList<>();
        // every event of a DIRECT conversation is a message, so that seq and ordinal are equal
        for (long ordinal : missing) {
            var row = new Row.Message(
                    stamp, ordinal, ordinal, MessageKind.MESSAGE_KIND_LOST, 0, Send.getDefaultInstance());
            state.restore(row);
            rows.add(row);
        }
        return rows;
    }
}
