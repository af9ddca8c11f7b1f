package io.warbler.gateway.kit;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.Message;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.proto.delivery.v1.Verdict;
import io.warbler.proto.message.v1.GatewayHello;
import io.warbler.proto.message.v1.Submission;
import io.warbler.test.StackConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Publishes delivery records as message-service does.
public final class Publisher implements AutoCloseable {

    private final Map<String, Long> seqByConversation = new ConcurrentHashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    public volatile int generation;

    public Publisher(StackConnection stack) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafka(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        topic = stack.topicPrefix() + "delivery";
    }

    /// The conversation of two users.
    public static String conversation(String one, String other) {
        return ConversationId.direct(DirectPair.of(new UserId(one), new UserId(other)))
                .value();
    }

    void accept(GatewayHello gateway, Submission submission) {
        String sender = submission.getPrincipal().getUser();
        String recipient = submission.getSend().getUser();
        String conversation = conversation(sender, recipient);
        long seq = seqByConversation.merge(conversation, 1L, Long::sum);
        var ack = SendAck.newBuilder()
                .setConversation(conversation)
                .setSeq(seq)
                .setOrdinal(seq)
                .setClientMessageId(submission.getSend().getClientMessageId());
        publish(
                gateway.getNode(),
                gateway.getEpoch(),
                message(conversation, seq, sender, submission)
                        .addAllRecipients(List.of(sender, recipient))
                        .setVerdict(Verdict.newBuilder()
                                .setConnection(submission.getConnection())
                                .setRequestId(submission.getRequestId())
                                .setFrame(ServerFrame.newBuilder()
                                        .setAck(ack)
                                        .build()
                                        .toByteString()))
                        .build());
    }

    private static Delivery.Builder message(String conversation, long seq, String sender, Submission submission) {
        return delivery(
                conversation,
                seq,
                Message.newBuilder()
                        .setConversation(conversation)
                        .setSeq(seq)
                        .setOrdinal(seq)
                        .setSender(sender)
                        .setClientMessageId(submission.getSend().getClientMessageId())
                        .setBody(submission.getSend().getBody())
                        .setKind(MessageKind.MESSAGE_KIND_TEXT)
                        .build());
    }

    public static Delivery.Builder delivery(String conversation, long seq, Message message) {
        ByteString frame = ServerFrame.newBuilder().setMessage(message).build().toByteString();
        return Delivery.newBuilder().setConversation(conversation).setSeq(seq).setFrame(frame);
    }

    /// Publishes to the partition of the node.
    public void publish(String node, long epoch, Delivery... deliveries) {
        var record = DeliveryRecord.newBuilder()
                .setNode(node)
                .setEpoch(epoch)
                .setPartition(0)
                .setGeneration(generation)
                .addAllDeliveries(List.of(deliveries))
                .build();
        int partition = LogLayout.deliveryPartitionOf(
                node, producer.partitionsFor(topic).size());
        var _ = producer.send(new ProducerRecord<>(topic, partition, null, record.toByteArray()));
    }

    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
