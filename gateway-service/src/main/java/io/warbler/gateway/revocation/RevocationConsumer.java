package io.warbler.gateway.revocation;

import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.gateway.topic.TopicConsumers;
import io.warbler.gateway.topic.TopicThread;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reads the topic of revoked sessions on a thread of its own.
///
/// It begins as far back as revocations are remembered, so a node that was started again knows what its predecessor
/// knew. After every failure it begins there once more: reading a revocation twice is harmless, and none is left out.
@Component
public final class RevocationConsumer implements SmartLifecycle, TopicThread.Reading {

    private static final Logger log = LoggerFactory.getLogger(RevocationConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicConsumers consumers;
    private final RevocationRecords records;
    private final RevocationProperties properties;
    private final TopicPartition partition;
    private final Clock clock;
    private final TopicThread thread;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean isCaughtUp;

    RevocationConsumer(
            TopicConsumers consumers,
            Revocations revocations,
            RevocationProperties properties,
            TopicNames topics,
            Clock clock,
            MeterRegistry metrics) {
        this.consumers = consumers;
        this.records = new RevocationRecords(revocations::add, metrics);
        this.properties = properties;
        this.partition = new TopicPartition(topics.revocations(), 0);
        this.clock = clock;
        thread = new TopicThread("revocations", properties.retryAfter(), this);
    }

    /// Whether everything is known that was revoked lately. Before, nobody can be let in.
    public boolean isCaughtUp() {
        return isCaughtUp;
    }

    @Override
    public void read() {
        try (Consumer<byte[], byte[]> opened = consumers.open("revocations", properties.fetchWait())) {
            consumer = opened;
            read(opened);
        }
    }

    private void read(Consumer<byte[], byte[]> from) {
        from.assign(Set.of(partition));
        long end = from.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        from.seek(partition, beginning(from, end));
        while (thread.isRunning()) {
            if (!isCaughtUp && from.position(partition) >= end) {
                isCaughtUp = true;
                log.atInfo().log("Revocations are known");
            }
            from.poll(POLL).forEach(it -> records.take(it.offset(), it.value()));
        }
    }

    /// The first record that is young enough; the end if there is none.
    private long beginning(Consumer<byte[], byte[]> from, long end) {
        long since = clock.millis() - properties.keptFor().toMillis();
        OffsetAndTimestamp first =
                from.offsetsForTimes(Map.of(partition, since)).get(partition);
        return first == null ? end : first.offset();
    }

    @Override
    public void wakeup() {
        Consumer<byte[], byte[]> from = consumer;
        if (from != null) {
            from.wakeup();
        }
    }

    /// Nobody is let in before all of it was read again.
    @Override
    public void failed() {
        isCaughtUp = false;
    }

    /// What is revoked from now on is not known: nobody may be let in.
    @Override
    public void ended() {
        isCaughtUp = false;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    /// Runs before the listener is bound and longer than the last connection.
    @Override
    public int getPhase() {
        return 1;
    }
}
