package io.warbler.message.ingress;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes the producer of the log. Its settings are promises (docs/operations.md), so they are not configurable.
final class LogProducer {

    private static final long SEVEN_DAYS_MS = Duration.ofDays(7).toMillis();

    private LogProducer() {}

    static Producer<String, byte[]> create(List<String> bootstrapServers, Duration linger) {
        return new KafkaProducer<>(
                settings(bootstrapServers, linger), new StringSerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> settings(List<String> bootstrapServers, Duration linger) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, (int) linger.toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        // send() runs on transport threads
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        // with no waiting, the log must not be forgotten in a quiet hour
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, SEVEN_DAYS_MS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        return settings;
    }
}
