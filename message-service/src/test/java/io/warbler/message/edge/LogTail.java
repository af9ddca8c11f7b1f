package io.warbler.message.edge;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.LogLayout;
import io.warbler.proto.log.v1.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/// Reads the real log from its beginning.
public final class LogTail implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final LogLayout layout;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    public LogTail(EdgeHarness harness) {
        layout = harness.bean(LogLayout.class);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", harness.stack().kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = IntStream.range(0, layout.partitionCount())
                .mapToObj(it -> new TopicPartition(harness.stack().topicPrefix() + "log", it))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// The records of a conversation in log order, as soon as there are so many.
    public List<LogRecord> await(ConversationId conversation, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> poll(conversation), found -> found.size() >= count);
    }

    /// The records of a conversation so far.
    public List<LogRecord> poll(ConversationId conversation) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        return records.stream()
                .filter(it -> it.key().equals(conversation.value()))
                .filter(it -> it.partition() == layout.partitionOf(conversation))
                .map(it -> parse(it.value()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static LogRecord parse(byte[] value) {
        try {
            return LogRecord.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
