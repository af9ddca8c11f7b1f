package io.warbler.auth.revocation;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.proto.auth.v1.SessionRevoked;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/// Publishes revocations to the topic that every gateway node reads, `acks=all`, keyed by session. May publish one
/// more than once.
@Component
public final class RevocationPublisher implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RevocationPublisher.class);
    private static final Duration REPEAT_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final Producer<String, byte[]> producer;
    private final String topic;

    RevocationPublisher(KafkaProperties kafka, TopicNames topics, RevocationProperties properties) {
        producer = new KafkaProducer<>(
                settings(kafka, (int) properties.publishWithin().toMillis()),
                new StringSerializer(),
                new ByteArraySerializer());
        topic = topics.revocations();
    }

    /// Half of the time for metadata, half for the record: the wait is bounded in every state of Kafka.
    private static Map<String, Object> settings(KafkaProperties kafka, int publishWithinMillis) {
        Map<String, Object> settings = new HashMap<>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, publishWithinMillis / 2);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, publishWithinMillis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, publishWithinMillis / 2);
        return settings;
    }

    /// Returns when the revocation is in the topic; refuses with `AUTH_REVOCATION_PENDING` when Kafka does not take it.
    public void publish(Revocation revocation) {
        var event = SessionRevoked.newBuilder()
                .setSession(revocation.session())
                .setUser(revocation.user().value())
                .setRevokedAtMs(revocation.askedAt().toEpochMilli())
                .build();
        try {
            var _ = producer.send(new ProducerRecord<>(topic, revocation.session(), event.toByteArray()))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            log.atWarn()
                    .addKeyValue("session", revocation.session())
                    .addKeyValue("cause", e.toString())
                    .log("Revocation not published");
            throw pending();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw pending();
        }
    }

    private static ApiException pending() {
        return new ApiException(
                "AUTH_REVOCATION_PENDING",
                ErrorCategory.UNAVAILABLE,
                "the session has ended, but open connections are not closed yet; repeat",
                REPEAT_AFTER);
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }
}
