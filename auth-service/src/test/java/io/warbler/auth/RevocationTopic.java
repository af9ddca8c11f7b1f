package io.warbler.auth;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.proto.auth.v1.SessionRevoked;
import io.warbler.test.StackConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads the topic of revocations as a gateway node does: the one partition, from its beginning.
public final class RevocationTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, byte[]> consumer;
    private final TopicPartition partition;
    private final List<SessionRevoked> seen = new ArrayList<>();

    public RevocationTopic(StackConnection stack) {
        partition = new TopicPartition(stack.topicPrefix() + "revocations", 0);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /// All that is in the topic now.
    public List<SessionRevoked> read() {
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        while (consumer.position(partition) < end) {
            for (var record : consumer.poll(POLL)) {
                seen.add(event(record));
            }
        }
        return List.copyOf(seen);
    }

    /// The sessions whose revocation is in the topic now.
    public Stream<String> sessions() {
        return read().stream().map(SessionRevoked::getSession);
    }

    private static SessionRevoked event(ConsumerRecord<String, byte[]> record) {
        try {
            var event = SessionRevoked.parseFrom(record.value());
            if (!record.key().equals(event.getSession())) {
                throw new IllegalStateException("key: " + record.key() + " (expected: " + event.getSession() + ")");
            }
            return event;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("record of the topic (expected: SessionRevoked)", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
