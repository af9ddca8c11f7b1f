package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.LogLayout;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.Reading;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// From a submit stream to acks, pages and markers, with nothing left out but gateway and friend-service.
@WarblerStack(services = "message", topics = true)
class WholeServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void sendsAreAckedAndReadableAndMarkersMove(StackConnection stack) throws Exception {
        UserId alice = EdgeHarness.newUser();
        UserId bob = EdgeHarness.newUser();
        var conversation = ConversationId.direct(DirectPair.of(alice, bob));
        try (var harness = EdgeHarness.whole(stack);
                var deliveries = deliveries(stack);
                var stream = SubmitClient.hello(harness.channel())) {
            Awaitility.await().atMost(PATIENCE).until(() -> readiness(harness) == 200);

            for (long number = 1; number <= 10; number++) {
                stream.submit(Submissions.toUser(alice, bob, number));
            }
            List<ServerFrame> verdicts = verdicts(deliveries, 10);

            assertThat(verdicts)
                    .extracting(it -> it.getAck().getSeq())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 10).boxed().toList());
            var reader = new Reading(harness, bob);
            assertThat(Reading.ordinals(
                            reader.newest(conversation, 10).getHistory().getMessagesList()))
                    .hasSize(10);
            assertThat(reader.mark(conversation, 4).getMarked().getUnreadCount())
                    .isEqualTo(6);
            var inbox = reader.inbox(0, ByteString.EMPTY).getInbox();
            assertThat(inbox.getEntries(0).getUnreadCount()).isEqualTo(6);
            assertThat(reader.sync(ByteString.EMPTY).getResult().getConversationsList())
                    .hasSize(1);

            harness.friends().answer(FakeFriends.STRANGERS);
            stream.submit(Submissions.toUser(alice, EdgeHarness.newUser(), 1));
            ServerFrame refused = verdicts(deliveries, 1).getFirst();
            assertThat(refused.getError().getCode()).isEqualTo(ErrorCode.DIRECT_NOT_ALLOWED);
            assertThat(refused.getError().getFinal()).isTrue();
        }
    }

    private static KafkaConsumer<String, byte[]> deliveries(StackConnection stack) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", stack.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        int count = StackConnection.TEST_LAYOUT.deliveryPartitions();
        var partition = new TopicPartition(
                stack.topicPrefix() + "delivery", LogLayout.deliveryPartitionOf(SubmitClient.NODE, count));
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        return consumer;
    }

    /// The next so many verdicts, in the order of the topic.
    private static List<ServerFrame> verdicts(KafkaConsumer<String, byte[]> deliveries, int count) {
        List<ServerFrame> verdicts = new ArrayList<>();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            deliveries.poll(Duration.ofMillis(100)).forEach(it -> addVerdicts(it.value(), verdicts));
            return verdicts.size() >= count;
        });
        return verdicts;
    }

    private static void addVerdicts(byte[] record, List<ServerFrame> verdicts) {
        try {
            for (Delivery delivery : DeliveryRecord.parseFrom(record).getDeliveriesList()) {
                if (delivery.hasVerdict()) {
                    verdicts.add(ServerFrame.parseFrom(delivery.getVerdict().getFrame()));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int readiness(EdgeHarness harness) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(harness.url() + "/actuator/health/readiness"))
                    .build();
            return http.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
