package io.warbler.message.ownership;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.UserId;
import io.warbler.message.MessageServiceApplication;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.log.v1.DirectMembers;
import io.warbler.proto.log.v1.DirectPolicy;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import io.warbler.test.StackConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A real message-service on real stores, with the log written and the deliveries read by hand.
final class OwnerHarness implements AutoCloseable {

    static final String GATEWAY = "gateway-test";
    static final long EPOCH = 7;

    private final StackConnection stack;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> deliveries;
    private final List<DeliveryRecord> received = new ArrayList<>();

    OwnerHarness(StackConnection stack) {
        this.stack = stack;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        deliveries = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka()), new StringDeserializer(), new ByteArrayDeserializer());
        String topic = stack.topicPrefix() + "delivery";
        List<TopicPartition> partitions = deliveries.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        deliveries.assign(partitions);
        deliveries.seekToBeginning(partitions);
    }

    ConfigurableApplicationContext start(String... settings) {
        Map<String, Object> properties = new HashMap<>(stack.springProperties());
        properties.put("management.server.port", "");
        properties.put("warbler.services.friend.grpc", "127.0.0.1:1");
        // a machine that runs other tests as well may pause for longer than the default
        properties.put("warbler.message.fanout.routes-within", "2s");
        for (String setting : settings) {
            int name = setting.indexOf('=');
            properties.put(setting.substring(0, name), setting.substring(name + 1));
        }
        String[] arguments = properties.entrySet().stream()
                .map(it -> "--" + it.getKey() + "=" + it.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(MessageServiceApplication.class).run(arguments);
    }

    /// Appends the record; returns its offset.
    long append(LogRecord record) {
        String conversation = record.getConversation();
        try {
            return producer.send(new ProducerRecord<>(
                            stack.topicPrefix() + "log", partitionOf(conversation), conversation, record.toByteArray()))
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("log (expected: writable)", e);
        }
    }

    int partitionOf(String conversation) {
        var layout =
                new LogLayout(io.warbler.migrator.TopicLayout.SLOT_COUNT, StackConnection.TEST_LAYOUT.logPartitions());
        return layout.partitionOf(new ConversationId(conversation));
    }

    /// Deletes the log topic and makes it again, empty.
    void loseLog() {
        String topic = stack.topicPrefix() + "log";
        try (var admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !admin.listTopics().names().get().contains(topic));
            var wanted = new NewTopic(topic, StackConnection.TEST_LAYOUT.logPartitions(), (short) 1)
                    .configs(Map.of("message.timestamp.type", "LogAppendTime"));
            admin.createTopics(List.of(wanted)).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("log topic (expected: made again)", e);
        }
    }

    /// All deliveries so far.
    List<Delivery> deliveries() {
        for (var record : deliveries.poll(Duration.ofMillis(100))) {
            try {
                received.add(DeliveryRecord.parseFrom(record.value()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return received.stream().flatMap(it -> it.getDeliveriesList().stream()).toList();
    }

    /// The answers of one attempt, in order; requests are numbered as their sends.
    List<ServerFrame> verdicts(String conversation, int requestId) {
        return deliveries().stream()
                .filter(it -> it.getConversation().equals(conversation))
                .filter(it -> it.hasVerdict() && it.getVerdict().getRequestId() == requestId)
                .map(it -> frame(it.getVerdict().getFrame()))
                .toList();
    }

    /// The events of the conversation that one gateway is told of.
    Stream<ServerFrame> events(String gateway, String conversation) {
        deliveries();
        return received.stream()
                .filter(it -> it.getNode().equals(gateway))
                .flatMap(it -> it.getDeliveriesList().stream())
                .filter(it -> it.getConversation().equals(conversation)
                        && !it.getFrame().isEmpty())
                .map(it -> frame(it.getFrame()));
    }

    static ServerFrame frame(ByteString bytes) {
        try {
            return ServerFrame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    static LogRecord allow(DirectPair pair, long version) {
        return record(pair)
                .setDirectPolicy(DirectPolicy.newBuilder()
                        .setDirect(members(pair))
                        .setAllowed(true)
                        .setVersion(version))
                .build();
    }

    static LogRecord send(DirectPair pair, UserId sender, int number) {
        var body = MessageBody.newBuilder().setText("text " + number).build();
        var id = SendId.newBuilder()
                .setSender(sender.value())
                .setOutbox(ByteString.copyFrom(new byte[16]))
                .setNumber(number)
                .setClientMessageId("m" + number);
        return record(pair)
                .setReplyTo(ReplyTo.newBuilder()
                        .setNode(GATEWAY)
                        .setEpoch(EPOCH)
                        .setConnection(1)
                        .setRequestId(number))
                .setSend(Send.newBuilder()
                        .setId(id)
                        .setDigest(ByteString.copyFromUtf8("digest " + number))
                        .setKind(MessageKind.MESSAGE_KIND_TEXT)
                        .setBody(body.toByteString())
                        .setLimits(Limits.newBuilder().setMaxBodyBytes(65_536))
                        .setDirect(members(pair)))
                .build();
    }

    private static LogRecord.Builder record(DirectPair pair) {
        return LogRecord.newBuilder()
                .setRules(1)
                .setConversation(ConversationId.direct(pair).value());
    }

    private static DirectMembers members(DirectPair pair) {
        return DirectMembers.newBuilder()
                .setLow(pair.low().value())
                .setHigh(pair.high().value())
                .build();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        deliveries.close();
    }
}
