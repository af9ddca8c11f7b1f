package io.warbler.chaos.nemesis;

import io.warbler.chaos.cluster.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Records that no service wrote, on every partition of every topic: nothing, random bytes, cut-off and large ones.
///
/// @param written counts those that Kafka took
record PoisonedLog(Cluster cluster, Random random, AtomicInteger written) implements Fault {

    private static final List<String> TOPICS = List.of("warbler.log", "warbler.delivery", "warbler.signals");
    private static final int TIMEOUT_SECONDS = 15;
    private static final int LARGE = 512 * 1024;

    static PoisonedLog of(Cluster cluster, long seed) {
        return new PoisonedLog(cluster, new Random(seed), new AtomicInteger());
    }

    @Override
    public String kind() {
        return "poison";
    }

    @Override
    public String target() {
        return "kafka topics";
    }

    @Override
    public void inject() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                cluster.kafka(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 * LARGE,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                TIMEOUT_SECONDS * 1_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> results = new ArrayList<>();
            for (String topic : TOPICS) {
                producer.partitionsFor(topic)
                        .forEach(partition -> results.addAll(poison(producer, topic, partition.partition())));
            }
            results.forEach(this::await);
        }
    }

    @Override
    public boolean hasEffect() {
        return written.get() > 0;
    }

    @Override
    public Duration duration() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void heal() {
        // records stay where they are: readers have to get past them
        written.set(0);
    }

    private List<Future<RecordMetadata>> poison(KafkaProducer<String, byte[]> producer, String topic, int partition) {
        return List.of(
                producer.send(new ProducerRecord<>(topic, partition, null, null)),
                producer.send(new ProducerRecord<>(topic, partition, "d-nobody", new byte[0])),
                producer.send(new ProducerRecord<>(topic, partition, "d-nobody", bytes(100))),
                producer.send(new ProducerRecord<>(topic, partition, "g-nobody", cutOff())),
                producer.send(new ProducerRecord<>(topic, partition, null, bytes(LARGE))));
    }

    /// A field of 100 bytes of which 3 are there.
    private static byte[] cutOff() {
        return new byte[] {0x0a, 100, 'a', 'b', 'c'};
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private void await(Future<RecordMetadata> result) {
        try {
            result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            written.incrementAndGet();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("poison (expected: taken by Kafka)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
