package io.warbler.chaos.workload;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.history.Conversation;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.history.FinalRead;
import io.warbler.chaos.history.RunFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// People who talk to each other during one run.
public final class Workload implements AutoCloseable {

    private static final Duration VERDICT_PATIENCE = Duration.ofSeconds(90);
    private static final Duration SHOWN_PATIENCE = Duration.ofSeconds(30);
    private static final long REST_MILLIS = 3_000;
    private static final int PROBES = 2;

    private final Recording recording;
    private final Load load;
    private final Population population;
    private final Sending sending;
    private final List<SyncProbe> probes = new ArrayList<>();
    private CompletableFuture<List<Group>> churn = CompletableFuture.completedFuture(List.of());

    private Workload(Recording recording, Load load, Population population) {
        this.recording = recording;
        this.load = load;
        this.population = population;
        this.sending = new Sending(population, load);
    }

    /// Registers people, connects their devices, makes friends and groups; nobody sends much yet.
    public static Workload prepare(Cluster cluster, Recording recording, Load load) {
        var workload = new Workload(recording, load, Population.settle(cluster, recording, load));
        workload.population.people().stream().limit(PROBES).forEach(person -> {
            Device source = workload.population.devicesOf(person).getFirst();
            var trace = recording.folder().trace(probeName(person));
            workload.probes.add(new SyncProbe(cluster, recording.clock(), trace, source));
        });
        return workload;
    }

    /// People who misbehave, in the names of those of this run.
    public Hostility hostility(Cluster cluster) {
        return new Hostility(cluster, population.everyDevice().toList(), load.seed() + 3);
    }

    /// Lets messages flow.
    public void begin() {
        sending.begin();
    }

    /// Begins to change who belongs to the groups; goes on by itself, through faults.
    public void changeMembers() {
        // the common pool, which may have one thread, is where the answers to handshakes arrive
        churn = CompletableFuture.supplyAsync(
                () -> new Churn(population, load).changeMembers(), Thread::startVirtualThread);
    }

    /// Stops sending, waits for verdicts and deliveries as long as promised and longer, and reads everything. Nothing
    /// may be broken any more.
    public Outcome end(List<FaultSpan> faults, Bounds bounds) {
        List<Group> unchanged = churn.orTimeout(4, TimeUnit.MINUTES).join();
        sending.close();
        awaitUntil(VERDICT_PATIENCE, () -> recording.meter().waiting() == 0);
        awaitUntil(SHOWN_PATIENCE, this::allShown);
        probes.forEach(SyncProbe::close);
        rest();
        long endedAt = recording.clock().now();
        population.everyDevice().forEach(Device::finish);
        var reading = new FinalReading(population);
        List<Conversation> conversations = reading.conversations();
        List<FinalRead> reads = reading.reads(conversations);
        var facts = new RunFacts(
                load.seed(),
                devices(),
                conversations,
                population
                        .everyConversation()
                        .flatMap(it -> it.canaries().stream())
                        .toList(),
                faults,
                bounds,
                endedAt);
        return new Outcome(facts, reads, unchanged.size());
    }

    @Override
    public void close() {
        sending.close();
        population.everyDevice().parallel().forEach(Device::close);
    }

    private List<RunFacts.Device> devices() {
        List<RunFacts.Device> devices = new ArrayList<>(population
                .everyDevice()
                .map(it -> new RunFacts.Device(it.name(), it.person().id(), true))
                .toList());
        population.people().stream()
                .limit(PROBES)
                .map(it -> new RunFacts.Device(probeName(it), it.id(), false))
                .forEach(devices::add);
        return devices;
    }

    private static String probeName(Person person) {
        return person.name() + "-probe";
    }

    /// Whether the devices that send in a conversation were all shown the same end of it.
    private boolean allShown() {
        Map<String, Long> last = new ConcurrentHashMap<>();
        population
                .everyConversation()
                .forEach(it -> it.senders().forEach(device -> last.merge(it.id(), device.shownTo(it.id()), Math::max)));
        return population
                .everyConversation()
                .allMatch(it -> it.senders().stream()
                        .allMatch(device -> device.shownTo(it.id()) == last.getOrDefault(it.id(), 0L)));
    }

    private static void awaitUntil(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Repeat.pause();
        }
    }

    /// Markers are told a moment after they moved; nothing announces that none is on its way.
    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// What a run leaves behind, its traces apart.
    ///
    /// @param unchangedGroups groups whose members could not be changed during the run
    public record Outcome(RunFacts facts, List<FinalRead> reads, int unchangedGroups) {}
}
