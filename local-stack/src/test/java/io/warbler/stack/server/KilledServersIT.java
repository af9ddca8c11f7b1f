package io.warbler.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import io.warbler.migrator.TopicLayout;
import io.warbler.migrator.TopicMigrator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a server acknowledged survives `kill -9` of it, right after the acknowledgement. Each test has a victim of its
/// own, so they run at once.
@Tag("long")
class KilledServersIT {

    private static final int WRITES = 200;

    private final LocalServers servers = TestServers.get().servers();

    /// Writes go on until the kill, so that the last acked ones are as young as they can be.
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void ackedRowsSurviveTheKillOfCassandra() {
        Set<Integer> acked = ConcurrentHashMap.newKeySet();
        try (var session = session()) {
            session.execute("CREATE KEYSPACE kill_test WITH replication = " + Replication.SINGLE.cql());
            session.execute("CREATE TABLE kill_test.written (id int PRIMARY KEY)");
            var writer = Thread.ofVirtual().start(() -> writeUntilRefused(session, acked));
            await().until(() -> acked.size() >= WRITES);

            assertThat(servers.kill("cassandra")).isTrue();

            await().until(() -> !writer.isAlive());
        }
        servers.start("cassandra");

        try (var session = session()) {
            assertThat(session.execute("SELECT id FROM kill_test.written").all())
                    .extracting(row -> row.getInt("id"))
                    .containsAll(acked);
            session.execute("DROP KEYSPACE kill_test");
        }
    }

    private static void writeUntilRefused(CqlSession session, Set<Integer> acked) {
        try {
            for (int id = 0; ; id++) {
                session.execute(SimpleStatement.newInstance("INSERT INTO kill_test.written (id) VALUES (?)", id));
                acked.add(id);
            }
        } catch (DriverException gone) {
            // Killed: this write has no answer, so it may be there or not.
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void ackedRecordsSurviveTheKillOfKafka() throws Exception {
        var address = TestServers.address(servers.ports().kafka());
        try (var topics = new TopicMigrator(address)) {
            topics.migrate("kill-test.", new TopicLayout(1, 1, 1, 1));
        }
        try (var producer = producer(address)) {
            for (int number = 0; number < WRITES; number++) {
                producer.send(new ProducerRecord<>("kill-test.log", Integer.toString(number)))
                        .get();
            }
        }

        assertThat(servers.kill("kafka")).isTrue();
        servers.start("kafka");

        try (var consumer = consumer(address)) {
            var partition = new TopicPartition("kill-test.log", 0);
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, (long) WRITES);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void redisStartsAgainEmpty() {
        assertThat(servers.kill("redis")).isTrue();

        assertThat(servers.start("redis").alive()).isPresent();
    }

    private CqlSession session() {
        return new CassandraTarget(
                        TestServers.address(servers.ports().cassandra()), "datacenter1", "kill_", Replication.SINGLE)
                .open();
    }

    private static KafkaProducer<String, String> producer(String address) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, address, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(String address) {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, address),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
