package io.warbler.gateway.kit;

import io.warbler.proto.auth.v1.SessionRevoked;
import io.warbler.test.StackConnection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Publishes revoked sessions as auth-service does.
public final class Revoker implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;

    public Revoker(StackConnection stack) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        topic = stack.topicPrefix() + "revocations";
    }

    /// Done when Kafka has it.
    public void revoke(String user, String session) {
        publish(SessionRevoked.newBuilder()
                .setUser(user)
                .setSession(session)
                .setRevokedAtMs(1)
                .build()
                .toByteArray());
    }

    public void publish(byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(topic, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
