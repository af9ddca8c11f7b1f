package io.warbler.friend;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.UserId;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.RelationChange;
import io.warbler.proto.client.v1.RelationChanged;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.test.StackConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// A gateway node's view: users are connected to it by their routes in Redis, and it reads its partition of topic
/// `delivery`.
final class RecordedDevices implements AutoCloseable {

    private static final String NODE = "gateway-of-the-test";

    private final RedisClient redis;
    private final String redisPrefix;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<DeliveryRecord> records = new ArrayList<>();

    RecordedDevices(StackConnection stack) {
        redis = RedisClient.create(RedisURI.create(stack.redisHost(), stack.redisPort()));
        redisPrefix = stack.redisPrefix();
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        String topic = stack.topicPrefix() + "delivery";
        int partitions = consumer.partitionsFor(topic).size();
        consumer.assign(List.of(new TopicPartition(topic, LogLayout.deliveryPartitionOf(NODE, partitions))));
        consumer.seekToBeginning(consumer.assignment());
    }

    /// The user has a connection here from now on.
    void connect(UserId user) {
        try (var connection = redis.connect()) {
            connection.sync().hset(RedisKeys.route(redisPrefix, user.value()), NODE, "7");
        }
    }

    /// What the user was told until now, in order, each with the other user.
    List<RelationChanged> told(UserId user) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(parse(record.value())));
        return records.stream()
                .filter(RecordedDevices::isForThisNode)
                .flatMap(record -> record.getDeliveriesList().stream())
                .filter(delivery -> delivery.getRecipientsList().contains(user.value()))
                .map(RecordedDevices::changed)
                .toList();
    }

    /// The same by kind only.
    List<RelationChange> kindsToldTo(UserId user) {
        return told(user).stream().map(RelationChanged::getChange).toList();
    }

    /// Or for every node: routes could not be read in time.
    private static boolean isForThisNode(DeliveryRecord record) {
        return record.getNode().isEmpty() || (record.getNode().equals(NODE) && record.getEpoch() == 7);
    }

    private static RelationChanged changed(Delivery delivery) {
        try {
            return ServerFrame.parseFrom(delivery.getFrame()).getRelationChanged();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeliveryRecord parse(byte[] value) {
        try {
            return DeliveryRecord.parseFrom(value);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        redis.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
