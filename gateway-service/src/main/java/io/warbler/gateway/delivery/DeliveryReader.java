package io.warbler.gateway.delivery;

import io.warbler.boot.kafka.TopicNames;
import io.warbler.boot.node.NodeIdentity;
import io.warbler.gateway.topic.TopicConsumers;
import io.warbler.kernel.LogLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the partition of this node, and knows where it stands in it. Used by one thread.
@Component
final class DeliveryReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicConsumers consumers;
    private final DeliveryProperties properties;
    private final String node;
    private final String topic;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private long next = -1;

    /// What a read gave.
    sealed interface Batch {
        /// Records in order, maybe none.
        record Records(List<byte[]> values) implements Batch {}

        /// The position is gone and is now the end: records may have been missed.
        record PositionLost() implements Batch {}
    }

    DeliveryReader(TopicConsumers consumers, DeliveryProperties properties, NodeIdentity node, TopicNames topics) {
        this.consumers = consumers;
        this.properties = properties;
        this.node = node.id();
        this.topic = topics.delivery();
    }

    /// Takes its stand: at the end the first time, else where it stood when the consumer was dropped.
    void open() {
        Consumer<byte[], byte[]> opened = consumers.open("delivery", properties.fetchWait());
        consumer = opened;
        List<PartitionInfo> partitions = opened.partitionsFor(topic);
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("topic: " + topic + " (expected: made by the migrator)");
        }
        var partition = new TopicPartition(topic, LogLayout.deliveryPartitionOf(node, partitions.size()));
        opened.assign(Set.of(partition));
        if (next >= 0) {
            opened.seek(partition, next);
        } else {
            toEnd(opened);
        }
    }

    Batch read() {
        Consumer<byte[], byte[]> from = Objects.requireNonNull(consumer, "consumer: none (expected: opened)");
        try {
            List<byte[]> values = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
                values.add(record.value());
                next = record.offset() + 1;
            }
            return new Batch.Records(values);
        } catch (InvalidOffsetException _) {
            toEnd(from);
            return new Batch.PositionLost();
        }
    }

    /// `position` makes the seek happen now: from here on nothing is missed.
    private void toEnd(Consumer<byte[], byte[]> from) {
        from.seekToEnd(from.assignment());
        from.assignment().forEach(partition -> next = from.position(partition));
    }

    /// Ends a read that waits; callable by any thread.
    void wakeup() {
        Consumer<byte[], byte[]> from = consumer;
        if (from != null) {
            from.wakeup();
        }
    }

    /// Drops the consumer; the position is kept.
    @Override
    public void close() {
        Consumer<byte[], byte[]> from = consumer;
        consumer = null;
        if (from != null) {
            from.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }
}
