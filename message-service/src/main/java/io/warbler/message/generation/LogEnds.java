package io.warbler.message.generation;

import io.warbler.boot.kafka.TopicNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Asks Kafka which incarnation of the log topic it has and what each partition holds.
@Component
class LogEnds implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 10;

    private final Admin admin;
    private final String topic;

    LogEnds(KafkaProperties kafka, TopicNames topics) {
        admin = Admin.create(kafka.buildAdminProperties());
        topic = topics.log();
    }

    /// How the log is kept.
    Settings settings() throws InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            var configs = admin.describeConfigs(List.of(resource)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<String, String> values = new HashMap<>();
            Objects.requireNonNull(configs.get(resource), "settings of an existing topic").entries().stream()
                    .filter(entry -> entry.value() != null)
                    .forEach(entry -> values.put(entry.name(), entry.value()));
            return new Settings(topic, description().partitions().size(), values);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogUnreadableException(topic, e);
        }
    }

    /// What Kafka holds of a partition now.
    Extent read(int partition) throws InterruptedException {
        try {
            var description = description();
            var where = new TopicPartition(topic, partition);
            return new Extent(
                    description.topicId().toString(),
                    offset(where, OffsetSpec.earliest()),
                    offset(where, OffsetSpec.latest()));
        } catch (ExecutionException | TimeoutException e) {
            throw new LogUnreadableException(topic + "-" + partition, e);
        }
    }

    private TopicDescription description() throws InterruptedException, ExecutionException, TimeoutException {
        var descriptions = admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return Objects.requireNonNull(descriptions.get(topic), "description of an existing topic");
    }

    private long offset(TopicPartition partition, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listOffsets(Map.of(partition, spec))
                .partitionResult(partition)
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .offset();
    }

    @Override
    public void close() {
        admin.close();
    }

    /// @param topicId changes when the topic was deleted and made again
    record Extent(String topicId, long start, long end) {}

    /// @param values Kafka's names and values, defaults included
    record Settings(String topic, int partitionCount, Map<String, String> values) {}
}
