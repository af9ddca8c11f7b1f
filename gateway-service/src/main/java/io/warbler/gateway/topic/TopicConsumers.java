package io.warbler.gateway.topic;

import io.warbler.boot.node.NodeIdentity;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.stereotype.Component;

/// Makes consumers that stand where they are told: no group, no commits, and a position that is lost is an exception.
@Component
public final class TopicConsumers {

    private final KafkaProperties kafka;
    private final KafkaConnectionDetails connection;
    private final NodeIdentity node;

    TopicConsumers(KafkaProperties kafka, KafkaConnectionDetails connection, NodeIdentity node) {
        this.kafka = kafka;
        this.connection = connection;
        this.node = node;
    }

    /// A consumer without a partition. `purpose` is part of its client id; `fetchWait` is how long the broker waits for
    /// something to deliver.
    public Consumer<byte[], byte[]> open(String purpose, Duration fetchWait) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getConsumer().getBootstrapServers());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) fetchWait.toMillis());
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, node.id() + "-" + purpose);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .createConsumer();
    }
}
