package io.warbler.message.ownership;

import static io.warbler.message.ownership.OwnerHarness.allow;
import static io.warbler.message.ownership.OwnerHarness.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.history.HistoryRange;
import io.warbler.message.history.HistoryReader;
import io.warbler.message.storage.Checkpoints;
import io.warbler.message.storage.Checkpoints.Checkpoint;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.test.StackConnection;
import io.warbler.test.StackExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// Redis comes to hold what it held a while ago.
@Tag("I20")
class OlderRedisIT {

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private final StackConnection stack = STACK.connection();
    private final DirectPair pair = DirectPair.of(EdgeHarness.newUser(), EdgeHarness.newUser());
    private final ConversationId conversation = ConversationId.direct(pair);
    private final String head = RedisKeys.head(stack.redisPrefix(), conversation.value());

    @Test
    void olderHeadIsNeverServed(@TempDir Path data) {
        try (var redis = new OwnRedis(data);
                var harness = new OwnerHarness(stack);
                var service = harness.start("spring.data.redis.port=" + redis.port())) {
            String former = redis.name();
            awaitTrustedIn(former, harness, service);
            harness.append(allow(pair, 1));
            append(harness, 1);
            assertThat(redis.hget(head, "seq")).isEqualTo("1");
            redis.save();
            append(harness, 2);
            assertThat(lastSeq(service)).isEqualTo(2);

            redis.kill();
            redis.start();
            // the head itself may be dropped already
            assertThat(redis.keysLoaded()).as("older data").isPositive();
            assertThat(redis.name()).isNotEqualTo(former);

            await().atMost(Duration.ofSeconds(20)).until(() -> {
                assertThat(lastSeq(service)).isEqualTo(2);
                return trustedIn(harness, service).equals(Optional.of(redis.name()));
            });
            assertThat(redis.hget(head, "seq")).as("older head").isNull();
            assertThat(lastSeq(service)).isEqualTo(2);
        }
    }

    /// The master is demoted for a while, as a failover does: it takes over what the other one has.
    @Test
    void olderHeadThatTheSameProcessTookOverIsNeverServed(@TempDir Path data, @TempDir Path otherData) {
        try (var redis = new OwnRedis(data);
                var other = new OwnRedis(otherData);
                var harness = new OwnerHarness(stack);
                var service = harness.start("spring.data.redis.port=" + redis.port())) {
            other.follow(redis);
            String former = redis.name();
            awaitTrustedIn(former, harness, service);
            harness.append(allow(pair, 1));
            append(harness, 1);
            await().atMost(Duration.ofSeconds(20)).until(() -> "1".equals(other.hget(head, "seq")));
            other.promote();
            append(harness, 2);
            assertThat(lastSeq(service)).isEqualTo(2);

            redis.follow(other);
            assertThat(redis.hget(head, "seq")).as("older head").isEqualTo("1");
            redis.promote();
            String promoted = redis.name();

            assertThat(promoted).isNotEqualTo(former).startsWith(redis.runId());
            awaitTrustedIn(promoted, harness, service);
            assertThat(redis.hget(head, "seq")).isNull();
            assertThat(lastSeq(service)).isEqualTo(2);
        }
    }

    private void append(OwnerHarness harness, int number) {
        harness.append(send(pair, pair.low(), number));
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        harness.verdicts(conversation.value(), number).stream().anyMatch(ServerFrame::hasAck));
    }

    private long lastSeq(ConfigurableApplicationContext service) {
        return service.getBean(HistoryReader.class)
                .read(pair.high(), conversation, new HistoryRange.Newest(), 10)
                .lastSeq();
    }

    private void awaitTrustedIn(String name, OwnerHarness harness, ConfigurableApplicationContext service) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> trustedIn(harness, service).equals(Optional.of(name)));
    }

    private Optional<String> trustedIn(OwnerHarness harness, ConfigurableApplicationContext service) {
        var checkpoint = service.getBean(Checkpoints.class)
                .read(harness.partitionOf(conversation.value()))
                .get(0);
        return Optional.ofNullable(checkpoint).flatMap(Checkpoint::cacheProcess);
    }
}
