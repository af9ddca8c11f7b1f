package io.warbler.migrator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates the topics that are missing, with their settings, and refuses another partition count: the partition of a
/// conversation follows from it. Settings of an existing topic are the operator's and stay.
public final class TopicMigrator implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicMigrator.class);
    private static final int TIMEOUT_SECONDS = 30;
    private static final long POLL_MILLIS = 50;

    private final Admin admin;

    public TopicMigrator(String bootstrapServers) {
        var settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_SECONDS * 1_000);
        this.admin = Admin.create(settings);
    }

    /// The names of the topics that were created now.
    public List<String> migrate(String prefix, TopicLayout layout) {
        List<NewTopic> missing = new ArrayList<>();
        for (NewTopic topic : topics(prefix, layout)) {
            partitionCountOf(topic.name())
                    .ifPresentOrElse(count -> requireSame(topic, count), () -> missing.add(topic));
        }
        return missing.stream().filter(this::create).map(NewTopic::name).toList();
    }

    /// Deletes the topics of a prefix; for tests.
    public void drop(String prefix) {
        var names =
                topics(prefix, TopicLayout.LOCAL).stream().map(NewTopic::name).toList();
        for (var deletion : admin.deleteTopics(names).topicNameValues().values()) {
            try {
                await(deletion);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new MigrationException("topics of " + prefix + " cannot be deleted", e);
                }
            }
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private static List<NewTopic> topics(String prefix, TopicLayout layout) {
        var copies = (short) layout.replicationFactor();
        return List.of(
                new NewTopic(prefix + "log", layout.logPartitions(), copies).configs(TopicSettings.log(copies)),
                new NewTopic(prefix + "delivery", layout.deliveryPartitions(), copies)
                        .configs(TopicSettings.delivery(copies)),
                new NewTopic(prefix + "signals", layout.signalPartitions(), copies)
                        .configs(TopicSettings.signals(copies)),
                new NewTopic(prefix + "revocations", 1, copies).configs(TopicSettings.revocations(copies)));
    }

    /// Returns when the broker shows the topic, which is a little later than when it confirms it.
    ///
    /// @return false if another migrator was faster
    private boolean create(NewTopic topic) {
        log.atInfo().addKeyValue("topic", topic.name()).log("Creating");
        var created = tryCreate(topic);
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        var count = partitionCountOf(topic.name());
        while (count.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new MigrationException("topic " + topic.name() + " was created but is not shown after "
                        + TIMEOUT_SECONDS + " s (expected: at once); is a broker down?");
            }
            pause();
            count = partitionCountOf(topic.name());
        }
        requireSame(topic, count.get());
        return created;
    }

    private boolean tryCreate(NewTopic topic) {
        try {
            await(admin.createTopics(List.of(topic)).all());
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new MigrationException("topic " + topic.name() + " cannot be created: " + e.getCause(), e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("interrupted while waiting for Kafka", e);
        }
    }

    private Optional<Integer> partitionCountOf(String topic) {
        try {
            Map<String, TopicDescription> found =
                    await(admin.describeTopics(List.of(topic)).allTopicNames());
            return Optional.ofNullable(found.get(topic))
                    .map(description -> description.partitions().size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new MigrationException("topic " + topic + " cannot be described: " + e.getCause(), e);
        }
    }

    private static void requireSame(NewTopic topic, int count) {
        if (count != topic.numPartitions()) {
            throw new MigrationException("topic " + topic.name() + " has " + count + " partitions (expected: "
                    + topic.numPartitions() + "); the number is fixed once a cluster has data");
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("interrupted while waiting for Kafka", e);
        } catch (TimeoutException e) {
            throw new MigrationException("Kafka does not answer within " + TIMEOUT_SECONDS + " s", e);
        }
    }
}
