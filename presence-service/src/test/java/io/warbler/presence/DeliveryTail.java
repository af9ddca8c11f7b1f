package io.warbler.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceState;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.test.StackConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads what gateways would read.
final class DeliveryTail implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<DeliveryRecord> read = new ArrayList<>();

    DeliveryTail(StackConnection stack) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(stack.topicPrefix() + "delivery").stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /// Everything for the node up to the end of the topic now.
    List<DeliveryRecord> recordsFor(String node) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(parsed(record.value())));
        }
        return read.stream().filter(record -> record.getNode().equals(node)).toList();
    }

    List<Told> toldTo(String node) {
        return recordsFor(node).stream()
                .flatMap(record -> record.getDeliveriesList().stream())
                .map(DeliveryTail::told)
                .toList();
    }

    /// Who was told what.
    record Told(String user, PresenceState state, long lastSeenAtMs, List<String> recipients) {}

    private static Told told(Delivery delivery) {
        try {
            Presence presence =
                    ServerFrame.parseFrom(delivery.getFrame()).getPresence().getPresences(0);
            return new Told(
                    presence.getUser(),
                    presence.getState(),
                    presence.getLastSeenAtMs(),
                    List.copyOf(delivery.getRecipientsList()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static DeliveryRecord parsed(byte[] value) {
        try {
            return DeliveryRecord.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
