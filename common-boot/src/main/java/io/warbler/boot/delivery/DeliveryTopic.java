package io.warbler.boot.delivery;

import io.warbler.boot.kafka.TopicNames;
import io.warbler.kernel.LogLayout;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/// The writing end of topic `delivery`: `acks=all`, in the order of the calls per gateway node.
///
/// The first call may wait some seconds for the layout of the topic, if Kafka is away.
public final class DeliveryTopic implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final String topic;

    public DeliveryTopic(KafkaProperties kafka, TopicNames topics) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        topic = topics.delivery();
    }

    /// Completes when the record is in the partition of its node.
    public CompletableFuture<Void> send(DeliveryRecord record) {
        try {
            int partition = LogLayout.deliveryPartitionOf(record.getNode(), partitions());
            return send(partition, record);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Completes when the record, which names no node, is in every partition.
    public CompletableFuture<Void> sendToAll(DeliveryRecord record) {
        if (!record.getNode().isEmpty()) {
            throw new IllegalArgumentException("node: " + record.getNode() + " (expected: none)");
        }
        try {
            return CompletableFuture.allOf(IntStream.range(0, partitions())
                    .mapToObj(partition -> send(partition, record))
                    .toArray(CompletableFuture<?>[]::new));
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private int partitions() {
        return producer.partitionsFor(topic).size();
    }

    private CompletableFuture<Void> send(int partition, DeliveryRecord record) {
        var sent = new CompletableFuture<Void>();
        var _ = producer.send(
                new ProducerRecord<>(topic, partition, record.getNode(), record.toByteArray()), (_, failure) -> {
                    if (failure == null) {
                        sent.complete(null);
                    } else {
                        sent.completeExceptionally(failure);
                    }
                });
        return sent;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
