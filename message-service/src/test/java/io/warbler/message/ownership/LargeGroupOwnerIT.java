package io.warbler.message.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.sequencing.Cadence;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageKind;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.log.v1.Change;
import io.warbler.proto.log.v1.GroupLimits;
import io.warbler.proto.log.v1.Limits;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.ReplyTo;
import io.warbler.proto.log.v1.Send;
import io.warbler.proto.log.v1.SendId;
import io.warbler.test.Extent;
import io.warbler.test.StackConnection;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/// A group of 10,000 on real stores: what a message costs, and how long its next owner takes.
@Tag(Extent.LONG)
class LargeGroupOwnerIT {

    private static final Logger log = LoggerFactory.getLogger(LargeGroupOwnerIT.class);
    private static final int MEMBERS = 10_000;
    private static final int PER_CHANGE = io.warbler.proto.Limits.MAX_MEMBERS_PER_CHANGE;
    private static final int SENDS = 1_000;

    /// So that a snapshot lies behind what made the group: each of these changes had an outbox of its own.
    private static final int SENDS_BEFORE = Cadence.MAX_CHANGES;

    private static final ByteString CREATION = ByteString.copyFromUtf8("0123456789abcdef");

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private final StackConnection stack = STACK.connection();
    private final UserId alice = EdgeHarness.newUser();
    private final String group =
            ConversationId.group(alice, CREATION.toByteArray()).value();
    private int requests;

    @Test
    void messageCostsOneRowAndOneDeliveryPerNodeAndTheNextOwnerIsSoonReady() {
        try (var harness = new OwnerHarness(stack)) {
            ConfigurableApplicationContext service = harness.start();
            grow(harness);
            awaitAnswer(harness, send(harness, 1, SENDS_BEFORE));
            host(OwnerHarness.GATEWAY);
            host("gateway-other");
            double rows = rows(service);

            int last = send(harness, SENDS_BEFORE + 1, SENDS_BEFORE + SENDS);
            awaitAnswer(harness, last);

            assertThat((rows(service) - rows) / SENDS).as("rows per message").isBetween(1.0, 1.1);
            List<Delivery> told = await().atMost(Duration.ofSeconds(20))
                    .until(() -> deliveries(harness), it -> it.size() >= 2 * SENDS);
            assertThat(told).hasSize(2 * SENDS);
            assertThat(told).allSatisfy(it -> {
                assertThat(it.hasLocalMembers()).isTrue();
                assertThat(it.getRecipientsCount()).isZero();
            });
            service.close();
            service = harness.start();
            long begin = System.nanoTime();
            awaitAnswer(harness, send(harness, SENDS_BEFORE + SENDS + 1, SENDS_BEFORE + SENDS + 1));
            long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
            log.atInfo().addKeyValue("millis", millis).log("First message of 10,000 members at a new owner");
            service.close();
            assertThat(millis).as("until the state is loaded, in ms").isLessThan(10_000);
        }
    }

    private void grow(OwnerHarness harness) {
        var created = GroupChange.newBuilder();
        created.getCreatedBuilder().getInfoBuilder().setTitle("Crowd");
        harness.append(change(CREATION, created));
        for (int from = 1; from < MEMBERS; from += PER_CHANGE) {
            var added = GroupChange.newBuilder();
            IntStream.range(from, Math.min(MEMBERS, from + PER_CHANGE))
                    .forEach(it -> added.getMembersAddedBuilder()
                            .addUsers(EdgeHarness.newUser().value()));
            harness.append(change(ByteString.copyFromUtf8("adding-%9d".formatted(from)), added));
        }
        awaitAnswer(harness, requests);
    }

    private void host(String gateway) {
        var uri = RedisURI.create(stack.redisHost(), stack.redisPort());
        try (var client = RedisClient.create(uri);
                var connection = client.connect()) {
            connection
                    .sync()
                    .hset(RedisKeys.interest(stack.redisPrefix(), group), gateway, Long.toString(OwnerHarness.EPOCH));
        }
    }

    /// The last request.
    private int send(OwnerHarness harness, int from, int to) {
        for (int number = from; number <= to; number++) {
            var send = Send.newBuilder()
                    .setId(id(ByteString.copyFrom(new byte[16]), number))
                    .setDigest(ByteString.copyFromUtf8("digest " + number))
                    .setKind(MessageKind.MESSAGE_KIND_TEXT)
                    .setLimits(Limits.newBuilder().setMaxBodyBytes(65_536));
            harness.append(record().setSend(send).build());
        }
        return requests;
    }

    private LogRecord change(ByteString outbox, GroupChange.Builder change) {
        return record().setChange(Change.newBuilder()
                        .setId(id(outbox, 1))
                        .setDigest(change.build().toByteString())
                        .setChange(change)
                        .setLimits(GroupLimits.newBuilder().setMaxMembers(MEMBERS)))
                .build();
    }

    private SendId id(ByteString outbox, int number) {
        return SendId.newBuilder()
                .setSender(alice.value())
                .setOutbox(outbox)
                .setNumber(number)
                .setClientMessageId("m" + number)
                .build();
    }

    private LogRecord.Builder record() {
        return LogRecord.newBuilder()
                .setRules(2)
                .setConversation(group)
                .setReplyTo(ReplyTo.newBuilder()
                        .setNode(OwnerHarness.GATEWAY)
                        .setEpoch(OwnerHarness.EPOCH)
                        .setConnection(1)
                        .setRequestId(++requests));
    }

    private static double rows(ConfigurableApplicationContext service) {
        return service.getBean(MeterRegistry.class)
                .get("warbler.message.storage.rows")
                .counter()
                .count();
    }

    /// Of messages, to either node.
    private List<Delivery> deliveries(OwnerHarness harness) {
        return harness.deliveries().stream()
                .filter(it -> it.getConversation().equals(group)
                        && !it.getFrame().isEmpty()
                        && OwnerHarness.frame(it.getFrame()).hasMessage())
                .toList();
    }

    private void awaitAnswer(OwnerHarness harness, int request) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !harness.verdicts(group, request).isEmpty());
    }
}
