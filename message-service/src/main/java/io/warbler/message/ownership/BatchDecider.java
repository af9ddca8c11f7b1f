package io.warbler.message.ownership;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.kernel.Position;
import io.warbler.message.fanout.RepairedConversation;
import io.warbler.message.sequencing.ConversationState;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Involved;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.MemberState;
import io.warbler.message.sequencing.OutboxKey;
import io.warbler.message.sequencing.OutboxState;
import io.warbler.message.sequencing.Row;
import io.warbler.message.sequencing.Sequencer;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.Checkpoints.Checkpoint;
import io.warbler.message.storage.StateLoader;
import io.warbler.message.storage.StateLoader.LoadedState;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.SendId;
import io.warbler.proto.store.v1.MessageState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Loads the decision state that a batch needs, in parallel, and decides the batch's records in log order.
@Component
class BatchDecider implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BatchDecider.class);
    private static final Duration RETRY = Duration.ofMillis(200);

    /// Loads that may run at once, of conversations (with a few reads in flight each) or of outboxes.
    private static final int MAX_LOADS = 64;

    private final StateLoader loader;
    private final Checkpoints checkpoints;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore loads = new Semaphore(MAX_LOADS);

    BatchDecider(StateLoader loader, Checkpoints checkpoints) {
        this.loader = loader;
        this.checkpoints = checkpoints;
    }

    /// Decides the batch; adds to `rows` what is to be stored before anyone is told, and to `repaired` where
    /// rows fill holes that a lost log left.
    List<Decision> decide(PartitionBatch batch, List<Row> rows, List<RepairedConversation> repaired)
            throws InterruptedException {
        load(batch, rows, repaired);
        OwnedPartition partition = batch.partition();
        List<Decision> decisions = new ArrayList<>(batch.entries().size());
        for (LogEntry entry : batch.entries()) {
            Decision decision = decide(partition, entry);
            rows.addAll(decision.rows());
            decisions.add(decision);
        }
        return decisions;
    }

    private Decision decide(OwnedPartition partition, LogEntry entry) throws InterruptedException {
        ConversationState state = partition.state(entry.record().getConversation());
        if (state == null) {
            // the record names no conversation: it decides nothing
            state = new ConversationState(entry.record().getConversation());
        }
        return isSkipped(partition, state, entry) ? Sequencer.skip(state, entry) : Sequencer.decide(state, entry);
    }

    /// A skip does not count where an owner before this one got the record stored: it may have told of it, and
    /// what follows in the conversation stands on it.
    private boolean isSkipped(OwnedPartition partition, ConversationState state, LogEntry entry)
            throws InterruptedException {
        if (!partition.isSkipped(entry.position().offset())
                || state.conversation().isEmpty()) {
            return false;
        }
        boolean stored = await(submit(partition, () -> loader.isStored(state, entry.position())));
        if (stored) {
            log.atWarn()
                    .addKeyValue("partition", partition.number())
                    .addKeyValue("position", entry.position())
                    .log("Record not skipped, because it is stored");
        }
        return !stored;
    }

    /// Takes up what the batch needs and the partition does not hold, each at the position of the first
    /// record that needs it.
    private void load(PartitionBatch batch, List<Row> rows, List<RepairedConversation> repaired)
            throws InterruptedException {
        Map<String, Need> needs = needs(batch);
        boolean conversationsLoaded = loadConversations(batch.partition(), needs, rows, repaired);
        boolean placesLoaded = loadPlaces(batch.partition(), needs.values());
        boolean outboxesLoaded = loadOutboxes(batch.partition(), needs.values());
        boolean targetsLoaded = loadTargets(batch.partition(), needs.values());
        if (conversationsLoaded || placesLoaded || outboxesLoaded || targetsLoaded) {
            requireNotPassed(batch);
        }
    }

    private boolean loadConversations(
            OwnedPartition partition, Map<String, Need> needs, List<Row> rows, List<RepairedConversation> repaired)
            throws InterruptedException {
        List<Future<LoadedState>> loading = new ArrayList<>();
        needs.forEach((conversation, need) -> {
            if (partition.state(conversation) == null) {
                loading.add(submit(
                        partition,
                        () -> loader.load(
                                conversation, need.first().directMembers(), need.position(), partition.floors())));
            }
        });
        for (Future<LoadedState> it : loading) {
            LoadedState loaded = await(it);
            partition.put(loaded.state());
            rows.addAll(loaded.repairs());
            if (!loaded.repairs().isEmpty()) {
                repaired.addAll(RepairedConversation.of(
                        partition.number(), partition.generation(), loaded.state(), loaded.repairs()));
            }
        }
        return !loading.isEmpty();
    }

    /// In groups of many, whom the batch is about; all members where so many leave that few stay.
    private boolean loadPlaces(OwnedPartition partition, Collection<Need> needs) throws InterruptedException {
        List<LoadingPlaces> loading = new ArrayList<>();
        for (Need need : needs) {
            ConversationState state = Objects.requireNonNull(partition.state(need.conversation()));
            Position at = state.lookedUpAt();
            Set<String> unknown = state.unknownOf(need.users());
            if (state.wantsAll(need.leaving().size())) {
                loading.add(new LoadingPlaces(
                        state, Set.of(), submit(partition, () -> loader.loadAll(need.conversation(), at))));
            } else if (!unknown.isEmpty()) {
                loading.add(new LoadingPlaces(
                        state, unknown, submit(partition, () -> loader.loadPlaces(need.conversation(), unknown, at))));
            }
        }
        for (LoadingPlaces it : loading) {
            it.takeUp(await(it.places()));
        }
        return !loading.isEmpty();
    }

    /// All of them at once, for a batch of keyed sends has an outbox per send. This thread alone touches the
    /// states.
    private boolean loadOutboxes(OwnedPartition partition, Collection<Need> needs) throws InterruptedException {
        List<LoadingOutbox> loading = new ArrayList<>();
        for (Need need : needs) {
            ConversationState state = Objects.requireNonNull(partition.state(need.conversation()));
            need.outboxes().stream()
                    .filter(key -> !state.knows(key))
                    .map(key -> new LoadingOutbox(state, key, submit(partition, () -> outbox(partition, need, key))))
                    .forEach(loading::add);
        }
        for (LoadingOutbox it : loading) {
            it.state().restore(it.key(), await(it.outbox()));
        }
        return !loading.isEmpty();
    }

    /// What became of the messages that the batch wants to change.
    private boolean loadTargets(OwnedPartition partition, Collection<Need> needs) throws InterruptedException {
        List<LoadingTarget> loading = new ArrayList<>();
        for (Need need : needs) {
            ConversationState state = Objects.requireNonNull(partition.state(need.conversation()));
            need.targets().stream()
                    .filter(ordinal -> !state.knowsTarget(ordinal))
                    .map(ordinal -> new LoadingTarget(
                            state,
                            ordinal,
                            submit(partition, () -> loader.loadTarget(need.conversation(), ordinal, need.position()))))
                    .forEach(loading::add);
        }
        for (LoadingTarget it : loading) {
            it.state().restore(it.ordinal(), await(it.target()));
        }
        return !loading.isEmpty();
    }

    private OutboxState outbox(OwnedPartition partition, Need need, OutboxKey key) {
        return loader.loadOutbox(need.conversation(), key, need.position(), partition.floors());
    }

    /// Another owner that is ahead may have removed snapshots while this one read them: then what was read
    /// counts for nothing. It removes nothing but what lies below a checkpoint that it stored before.
    private void requireNotPassed(PartitionBatch batch) throws InterruptedException {
        OwnedPartition partition = batch.partition();
        Position first = batch.entries().getFirst().position();
        Map<Integer, Checkpoint> stored = await(submit(partition, () -> checkpoints.read(partition.number())));
        for (Checkpoint checkpoint : stored.values()) {
            if (first.isBefore(checkpoint.position())) {
                throw new IllegalStateException("log partition " + partition.number() + " at " + first
                        + ": another owner has come to " + checkpoint.position() + " (expected: none ahead)");
            }
        }
    }

    private static Map<String, Need> needs(PartitionBatch batch) {
        Map<String, Need> needs = new LinkedHashMap<>();
        for (LogEntry entry : batch.entries()) {
            LogRecord record = entry.record();
            if (!record.getConversation().isEmpty()) {
                Need need = needs.computeIfAbsent(record.getConversation(), _ -> Need.of(entry));
                sendId(record).map(OutboxKey::of).ifPresent(need.outboxes()::add);
                target(record).ifPresent(need.targets()::add);
                need.addUsers(entry);
            }
        }
        return needs;
    }

    /// The ordinal of the message that the record wants to change.
    private static Optional<Long> target(LogRecord record) {
        return record.hasChangeOfMessage()
                ? Optional.of(record.getChangeOfMessage().getTarget().getOrdinal())
                : Optional.empty();
    }

    private static Optional<SendId> sendId(LogRecord record) {
        return switch (record.getBodyCase()) {
            case SEND -> Optional.of(record.getSend().getId());
            case REFUSAL -> Optional.of(record.getRefusal().getId());
            case CHANGE -> Optional.of(record.getChange().getId());
            case CHANGE_OF_MESSAGE -> Optional.of(record.getChangeOfMessage().getId());
            case DIRECT_POLICY, BODY_NOT_SET -> Optional.empty();
        };
    }

    /// The first record that needs a conversation, and the outboxes, messages (by ordinal) and users that the batch
    /// needs of it; and where members may leave it.
    private record Need(
            LogEntry first, Set<OutboxKey> outboxes, Set<Long> targets, Set<String> users, Set<Position> leaving) {

        static Need of(LogEntry first) {
            return new Need(
                    first, new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        void addUsers(LogEntry entry) {
            users.addAll(Involved.in(entry.record()));
            if (Involved.mayEndOne(entry.record())) {
                leaving.add(entry.position());
            }
        }

        String conversation() {
            return first.record().getConversation();
        }

        Position position() {
            return first.position();
        }
    }

    private record LoadingOutbox(ConversationState state, OutboxKey key, Future<OutboxState> outbox) {}

    /// @param asked empty: everybody
    private record LoadingPlaces(ConversationState state, Set<String> asked, Future<Map<String, MemberState>> places) {

        void takeUp(Map<String, MemberState> found) {
            if (asked.isEmpty()) {
                state.complete(found);
            }
            asked.forEach(user -> state.lookedUp(user, found.getOrDefault(user, MemberState.NONE)));
        }
    }

    private record LoadingTarget(ConversationState state, long ordinal, Future<MessageState> target) {}

    private <T> Future<T> submit(OwnedPartition partition, Supplier<T> read) {
        return executor.submit(() -> untilDone(partition, read));
    }

    private <T> T untilDone(OwnedPartition partition, Supplier<T> read) throws InterruptedException {
        while (true) {
            loads.acquire();
            try {
                return read.get();
            } catch (DriverException e) {
                log.atWarn().addKeyValue("failure", e.toString()).log("State not loaded, trying again");
            } finally {
                loads.release();
            }
            if (!partition.pause(RETRY)) {
                throw new InterruptedException("partition given up while its state could not be loaded");
            }
        }
    }

    private static <T> T await(Future<T> loading) throws InterruptedException {
        try {
            return loading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw new IllegalStateException("decision state (expected: loadable)", e.getCause());
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
