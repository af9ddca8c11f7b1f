package io.warbler.gateway.typing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.proto.signal.v1.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Publishes signals by conversation: cheaply, at most once. Never blocks; what cannot be sent at once is dropped.
@Component
final class SignalProducer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SignalProducer.class);
    private static final long NEVER_FORGET_MILLIS = Duration.ofDays(7).toMillis();

    private final Producer<String, byte[]> producer;
    private final String topic;
    private final Counter published;
    private final Counter dropped;

    SignalProducer(
            KafkaProperties kafka, KafkaConnectionDetails connection, TopicNames topics, MeterRegistry registry) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                connection.getProducer().getBootstrapServers());
        settings.put(ProducerConfig.ACKS_CONFIG, "1");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        settings.put(ProducerConfig.RETRIES_CONFIG, 0);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1L << 20);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2_000);
        // send() runs on event loops
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        // with no waiting, the topic must not be forgotten in a quiet hour
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_FORGET_MILLIS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.topic = topics.signals();
        this.published = registry.counter("warbler.gateway.typing.published");
        this.dropped = registry.counter("warbler.gateway.typing.dropped");
        askForTheTopic();
    }

    /// The first question is never answered at once, but from then on the producer knows the topic.
    private void askForTheTopic() {
        try {
            var _ = producer.partitionsFor(topic);
        } catch (KafkaException e) {
            log.atDebug().setCause(e).log("Topic asked for");
        }
    }

    void publish(Signal signal) {
        try {
            var record = new ProducerRecord<>(topic, signal.getConversation(), signal.toByteArray());
            var _ = producer.send(record, (_, failure) -> (failure == null ? published : dropped).increment());
        } catch (KafkaException _) {
            dropped.increment();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
