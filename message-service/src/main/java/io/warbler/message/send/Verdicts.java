package io.warbler.message.send;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.boot.node.NodeIdentity;
import io.warbler.kernel.LogLayout;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.delivery.v1.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.stereotype.Component;

/// Verdicts that come back to this node: reads its delivery partition, from the first send over REST on.
///
/// A verdict that nobody waits for any more is dropped; repeating the send brings it again.
@Component
final class Verdicts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Verdicts.class);
    private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(2);

    private final ConsumerFactory<String, byte[]> consumers;
    private final NodeIdentity node;
    private final String topic;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, CompletableFuture<Arrived>> waitingByNumber = new ConcurrentHashMap<>();
    /// Held while the reader starts. While Kafka is away a start takes seconds; nobody queues up longer.
    private final ReentrantLock starting = new ReentrantLock();
    /// Written under `starting`.
    private volatile @Nullable KafkaMessageListenerContainer<String, byte[]> reader;

    /// A verdict, and where in the log it was given.
    record Arrived(int partition, int generation, ServerFrame frame) {}

    Verdicts(KafkaProperties kafka, NodeIdentity node, TopicNames topics) {
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, node.id() + "-verdicts");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumers = new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.node = node;
        topic = topics.delivery();
    }

    /// Starts to wait, under a number that the attempt carries as its connection. Forget it in any case.
    Wait await() {
        if (!isReading()) {
            startReading();
        }
        var arrived = new CompletableFuture<Arrived>();
        long number = lastNumber.incrementAndGet();
        waitingByNumber.put(number, arrived);
        return new Wait(number, arrived);
    }

    void forget(Wait wait) {
        waitingByNumber.remove(wait.number());
    }

    /// Somebody who waits.
    record Wait(long number, CompletableFuture<Arrived> arrived) {}

    @Override
    public void close() {
        KafkaMessageListenerContainer<String, byte[]> running = reader;
        if (running != null) {
            running.stop();
        }
    }

    private boolean isReading() {
        KafkaMessageListenerContainer<String, byte[]> running = reader;
        return running != null && running.isRunning();
    }

    private void startReading() {
        if (!isMyTurnToStart()) {
            throw unavailable();
        }
        try {
            if (!isReading()) {
                reader = started();
            }
        } catch (KafkaException e) {
            log.atWarn().setCause(e).log("Verdicts cannot be read");
            throw unavailable();
        } finally {
            starting.unlock();
        }
    }

    private boolean isMyTurnToStart() {
        try {
            return starting.tryLock(KAFKA_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ApiException unavailable() {
        return SendErrors.unavailable("The log cannot be reached now; repeat the same request.");
    }

    /// From where the partition ends now, so that no verdict of a later append is missed.
    private KafkaMessageListenerContainer<String, byte[]> started() {
        var end = new ContainerProperties(end());
        end.setAckMode(ContainerProperties.AckMode.MANUAL);
        end.setMessageListener((MessageListener<String, byte[]>) this::read);
        end.setClientId(node.id() + "-verdicts");
        var container = new KafkaMessageListenerContainer<>(consumers, end);
        container.start();
        return container;
    }

    private TopicPartitionOffset end() {
        try (var consumer = consumers.createConsumer()) {
            int count = consumer.partitionsFor(topic, KAFKA_TIMEOUT).size();
            var partition = new TopicPartition(topic, LogLayout.deliveryPartitionOf(node.id(), count));
            Long offset = consumer.endOffsets(List.of(partition), KAFKA_TIMEOUT).get(partition);
            return new TopicPartitionOffset(
                    topic, partition.partition(), Objects.requireNonNull(offset, "end of " + partition));
        }
    }

    /// Other nodes may share the partition.
    private void read(ConsumerRecord<String, byte[]> record) {
        if (!node.id().equals(record.key())) {
            return;
        }
        try {
            DeliveryRecord deliveries = DeliveryRecord.parseFrom(record.value());
            if (deliveries.getEpoch() == node.epoch()) {
                for (Delivery delivery : deliveries.getDeliveriesList()) {
                    handOut(deliveries, delivery.getVerdict());
                }
            }
        } catch (InvalidProtocolBufferException e) {
            log.atError().addKeyValue("offset", record.offset()).setCause(e).log("Delivery record cannot be read");
        }
    }

    private void handOut(DeliveryRecord record, Verdict verdict) throws InvalidProtocolBufferException {
        CompletableFuture<Arrived> waiting = waitingByNumber.get(verdict.getConnection());
        if (waiting != null) {
            var frame = ServerFrame.parseFrom(verdict.getFrame());
            waiting.complete(new Arrived(record.getPartition(), record.getGeneration(), frame));
        }
    }
}
