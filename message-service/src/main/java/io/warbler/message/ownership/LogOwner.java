package io.warbler.message.ownership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Owns partitions of the log: one thread polls them, one batch at a time is run to its end.
///
/// Batches begin a few milliseconds apart: each costs some requests to Kafka, Cassandra and Redis whatever is in it, so
/// under load what comes meanwhile shares them. After a quiet moment nothing waits.
///
/// While a batch waits for a store the thread goes on polling with all partitions paused, so that the group
/// neither loses this node nor stalls because of it.
@Component
class LogOwner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LogOwner.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofMillis(500);

    /// A batch normally takes milliseconds; after this long the group must hear from us meanwhile.
    private static final long POLL_WHILE_RUNNING_MS = 300;

    private final LogConsumers consumers;
    private final Assignment assignment;
    private final BatchRun batchRun;
    private final OwnershipMetrics metrics;
    private final OwnershipHealth health;
    private final long batchEveryNanos;
    private final ExecutorService batches = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("log-batch").factory());

    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;
    private volatile long nextBatchNanos = System.nanoTime();
    private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {});

    LogOwner(
            LogConsumers consumers,
            Assignment assignment,
            BatchRun batchRun,
            OwnershipProperties properties,
            OwnershipMetrics metrics,
            OwnershipHealth health) {
        this.consumers = consumers;
        this.assignment = assignment;
        this.batchRun = batchRun;
        this.metrics = metrics;
        this.health = health;
        this.batchEveryNanos = properties.batchEvery().toNanos();
    }

    @Override
    public void start() {
        consumers.requireAtStart();
        running = true;
        thread = Thread.ofPlatform().name("log-owner").start(this::own);
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        batches.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void own() {
        while (running) {
            try (var consumer = consumers.create()) {
                assignment.begin(consumer);
                consumer.subscribe(List.of(consumers.topic()), assignment);
                while (running) {
                    step(consumer);
                }
                assignment.checkpoint();
            } catch (WakeupException e) {
                running = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("Log owner failed, joining the group again");
                health.failed(e);
            } finally {
                assignment.end();
            }
            rest();
        }
    }

    private void rest() {
        try {
            if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                running = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void step(Consumer<String, byte[]> consumer) throws InterruptedException {
        assignment.takeOpened();
        assignment.checkpointWhenDue();
        health.polled();
        gather();
        try {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                process(consumer, records);
            }
        } catch (LogTruncationException e) {
            log.atError().setCause(e).log("Kafka says that the log was cut");
            // every cut partition is among these, with or without a known point of divergence
            e.offsetOutOfRangePartitions().keySet().forEach(partition -> {
                var divergence = e.divergentOffsets().get(partition);
                assignment.truncated(partition, divergence == null ? 0 : divergence.offset());
            });
        } catch (OffsetOutOfRangeException e) {
            assignment.reopen(e.offsetOutOfRangePartitions().keySet());
        }
    }

    /// Waits until the next batch may begin, unless this node stops.
    private void gather() throws InterruptedException {
        var _ = stopping.await(nextBatchNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void process(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
            throws InterruptedException {
        long polledAt = System.nanoTime();
        nextBatchNanos = polledAt + batchEveryNanos;
        List<PartitionBatch> read = read(consumer, records);
        Future<?> run = batches.submit(() -> {
            batchRun.run(read, polledAt);
            return null;
        });
        boolean done = false;
        Throwable failure = null;
        try {
            await(consumer, run);
            done = true;
            health.completed();
            read.forEach(batch -> assignment.evict(batch.partition()));
        } catch (ExecutionException e) {
            failure = Objects.requireNonNullElse(e.getCause(), e);
        } finally {
            // also when polling failed meanwhile: the batch may still fail, and nothing must be decided on its state
            if (!done) {
                assignment.reopen(records.partitions());
            }
            failed(records.partitions(), failure);
            assignment.resume();
        }
        metrics.batch().record(System.nanoTime() - polledAt, TimeUnit.NANOSECONDS);
    }

    /// What cannot be stored stops its own partition only.
    private void failed(Set<TopicPartition> partitions, @Nullable Throwable failure) {
        switch (failure) {
            case null -> {}
            case PartitionStoppedException stopped ->
                partitions.stream()
                        .filter(partition -> partition.partition() == stopped.partition())
                        .forEach(partition -> assignment.stop(partition, stopped));
            case OvertakenException overtaken ->
                partitions.stream()
                        .filter(partition -> partition.partition() == overtaken.partition())
                        .forEach(assignment::overtaken);
            case LogCutException cut -> {
                log.atError().setCause(cut).log("The log was cut above the checkpoint");
                partitions.stream()
                        .filter(partition -> partition.partition() == cut.partition())
                        .forEach(partition ->
                                assignment.reopenAfterTruncation(partition, cut.generation(), cut.offset()));
            }
            default -> {
                log.atWarn()
                        .setCause(failure)
                        .log("Batch not finished, its partitions start again at their checkpoints");
                health.failed(failure);
            }
        }
    }

    private List<PartitionBatch> read(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
        List<PartitionBatch> read = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            assignment.owned(partition).ifPresent(owned -> {
                try {
                    PartitionBatch batch = LogRecordReader.read(owned, records.records(partition));
                    if (batch.nextOffset()
                            <= records.records(partition).getLast().offset()) {
                        // the rest is of another leader epoch: a batch of its own
                        consumer.seek(partition, new OffsetAndMetadata(batch.nextOffset(), batch.leaderEpoch(), ""));
                    }
                    read.add(batch);
                } catch (PartitionStoppedException e) {
                    assignment.stop(partition, e);
                }
            });
        }
        return read;
    }

    /// Waits for the batch; a slow one must not cost us the membership in the group.
    private void await(Consumer<String, byte[]> consumer, Future<?> run)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                run.get(POLL_WHILE_RUNNING_MS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException _) {
                consumer.pause(consumer.assignment());
                consumer.poll(Duration.ZERO);
                health.waiting();
            }
        }
    }
}
