package io.warbler.message.ownership;

import io.warbler.boot.kafka.TopicNames;
import io.warbler.message.generation.LogSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.stereotype.Component;

/// Makes the consumer of the log: no committed offsets, no automatic position, quick takeover.
@Component
class LogConsumers {

    private final ConsumerFactory<String, byte[]> factory;
    private final LogSettings logSettings;
    private final String topic;

    LogConsumers(KafkaProperties kafka, TopicNames topics, OwnershipProperties properties, LogSettings logSettings) {
        this.logSettings = logSettings;
        this.topic = topics.log();
        Map<String, Object> settings = new HashMap<>(kafka.buildConsumerProperties());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "sequencer");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // the checkpoint in the store is the only truth about where to go on
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int)
                properties.sessionTimeout().toMillis());
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int)
                properties.heartbeatInterval().toMillis());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.maxBatchRecords());
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        factory = new DefaultKafkaConsumerFactory<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /// What they read.
    String topic() {
        return topic;
    }

    /// Fails when the log cannot be owned as it is set up; when Kafka does not answer, that shows later.
    void requireAtStart() {
        logSettings.requireAtStart();
    }

    /// A new member of the group, or a failure when the log is not known to be set up as it has to be.
    Consumer<String, byte[]> create() {
        logSettings.require();
        return factory.createConsumer();
    }
}
