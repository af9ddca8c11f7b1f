package io.warbler.message.ownership;

import static io.warbler.message.ownership.OwnerHarness.EPOCH;
import static io.warbler.message.ownership.OwnerHarness.GATEWAY;
import static io.warbler.message.ownership.OwnerHarness.allow;
import static io.warbler.message.ownership.OwnerHarness.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.cql.Row;
import io.lettuce.core.RedisClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.ingress.GatewayStreams;
import io.warbler.message.storage.Checkpoints;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.test.StackConnection;
import io.warbler.test.StackExtension;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

@Tag("I1")
@Tag("I3")
@Tag("I10")
@Tag("I20")
class LogOwnerIT {

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private final UserId alice = EdgeHarness.newUser();
    private final UserId bob = EdgeHarness.newUser();
    private final DirectPair pair = DirectPair.of(alice, bob);
    private final String conversation = ConversationId.direct(pair).value();
    private final StackConnection stack = STACK.connection();
    private final OwnerHarness harness = new OwnerHarness(stack);
    private final RedisClient redis = RedisClient.create("redis://" + stack.redisHost() + ":" + stack.redisPort());

    /// One service for the class; tests that restart it leave a running one.
    private static @Nullable ConfigurableApplicationContext service;

    @BeforeEach
    void start() {
        if (service == null) {
            service = newService();
        }
    }

    @AfterEach
    void close() {
        harness.close();
        redis.close();
    }

    @AfterAll
    static void stop() {
        service().close();
        service = null;
    }

    private ConfigurableApplicationContext newService() {
        return harness.start("warbler.message.ownership.cache-check-interval=500ms");
    }

    private static ConfigurableApplicationContext service() {
        return Objects.requireNonNull(service, "service");
    }

    @Test
    void messagesAreStoredToldAndAckedInLogOrder() {
        route(bob);
        harness.append(allow(pair, 1));
        appendAll(1, 200);

        awaitAcks(1, 200);
        assertThat(storedSeqs()).isEqualTo(upTo(200));
        assertThat(harness.events(GATEWAY, conversation)
                        .map(it -> it.getMessage().getSeq()))
                .containsExactlyElementsOf(upTo(200));
    }

    @Test
    void steadyMessageCostsAtMostOneAndATenthRowsAndOneDeliveryPerNode() {
        route(alice);
        route(bob);
        harness.append(allow(pair, 1));
        double rowsBefore = counter("warbler.message.storage.rows");
        double deliveriesBefore = counter("warbler.message.fanout.deliveries");
        appendAll(1, 640);

        awaitAcks(1, 640);
        assertThat((counter("warbler.message.storage.rows") - rowsBefore) / 640).isLessThanOrEqualTo(1.1);
        // fewer if Redis took 50 ms for a batch's routes: it goes to all live gateways then, and none is live here
        assertThat(counter("warbler.message.fanout.deliveries") - deliveriesBefore)
                .isPositive()
                .isLessThanOrEqualTo(640);
    }

    @Test
    void restartedOwnerGoesOnWithoutGapOrDuplicate() {
        harness.append(allow(pair, 1));
        appendAll(1, 100);
        awaitAcks(1, 100);
        service().close();
        appendAll(90, 180);
        service = newService();

        awaitAcks(1, 180);
        assertThat(storedSeqs()).isEqualTo(upTo(180));
        assertThat(harness.verdicts(conversation, 95))
                .allSatisfy(it -> assertThat(it.getAck().getSeq()).isEqualTo(95));
        assertThat(harness.verdicts(conversation, 95)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void gatewayWithoutTrustedRoutesGetsEverything() {
        service().getBean(GatewayStreams.class).opened("gateway-blind", 1, "", new RecordedOutbound());
        harness.append(allow(pair, 1));
        appendAll(1, 1);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(harness.events("gateway-blind", conversation))
                        .hasSize(1));
    }

    /// It may have been made to a Redis that is not there any more, and of which this one holds an older copy.
    @Test
    void announcementFromBeforeItsStreamIsNotTrusted() {
        var streams = service().getBean(GatewayStreams.class);
        var outbound = new RecordedOutbound();
        announced("1:nonce");
        streams.opened("gateway-early", 1, "nonce", outbound);
        assertThat(outbound.announcementsAsked()).isOne();
        harness.append(allow(pair, 1));
        appendAll(1, 1);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(harness.events("gateway-early", conversation))
                        .hasSize(1));

        announced("1:nonce-2");
        streams.announced("gateway-early", 1, "nonce-2");
        var number = new AtomicInteger(1);
        // more than one, for a Redis that is slow once is not trusted either
        await().atMost(Duration.ofSeconds(20)).until(() -> isLeftOut("gateway-early", number.incrementAndGet()));
    }

    private boolean isLeftOut(String gateway, int number) {
        appendAll(number, number);
        awaitAcks(number, number);
        // the last one may be under way
        return harness.events(gateway, conversation).count() < number - 1;
    }

    private void announced(String value) {
        try (var connection = redis.connect()) {
            connection.sync().set(RedisKeys.announced(stack.redisPrefix(), "gateway-early"), value);
        }
    }

    @Test
    void cacheThatMissedAWriteIsDistrustedAndRepaired() {
        String head = RedisKeys.head(stack.redisPrefix(), conversation);
        try (var connection = redis.connect()) {
            connection.sync().set(head, "no hash, so that the write fails");
            harness.append(allow(pair, 1));
            appendAll(1, 1);
            awaitAcks(1, 1);
            assertThat(checkpoint().getLong("cache_version"))
                    .as("readers were told before the ack")
                    .isPositive();

            await().atMost(Duration.ofSeconds(20)).until(() -> checkpoint().getBoolean("cache_valid"));
            assertThat(connection.sync().exists(head)).as("stale key").isZero();
            long version = checkpoint().getLong("cache_version");
            appendAll(2, 2);
            awaitAcks(2, 2);
            assertThat(connection.sync().hget(head, "seq")).isEqualTo("2");
            assertThat(checkpoint().getLong("cache_version")).isEqualTo(version);
        }
    }

    @Test
    void cacheThatAFormerOwnerDistrustsLateIsRepaired() {
        harness.append(allow(pair, 1));
        appendAll(1, 1);
        awaitAcks(1, 1);
        int partition = harness.partitionOf(conversation);
        var checkpoints = service().getBean(Checkpoints.class);
        int generation = Collections.max(checkpoints.read(partition).keySet());

        long version = checkpoints.distrustCache(partition, generation);

        await().atMost(Duration.ofSeconds(20)).until(() -> checkpoint().getBoolean("cache_valid"));
        assertThat(checkpoint().getLong("cache_version")).isGreaterThan(version);
    }

    @Test
    void gatewayThatCouldNotBeToldSyncsWhenItComes() {
        service().close();
        routesKeptFor(Duration.ofMinutes(1));
        service = newService();
        harness.append(allow(pair, 1));
        appendAll(1, 1);
        awaitAcks(1, 1);
        var reached = new RecordedOutbound();
        service().getBean(GatewayStreams.class).opened("gateway-reached", 1, "nonce", reached);
        assertThat(reached.resyncs()).isZero();

        routesKeptFor(Duration.ZERO);
        appendAll(2, 2);
        awaitAcks(2, 2);
        var late = new RecordedOutbound();
        service().getBean(GatewayStreams.class).opened("gateway-late", 1, "nonce", late);
        assertThat(late.resyncs()).isOne();
        assertThat(reached.resyncs()).as("was told of everything").isZero();
    }

    @Test
    void gatewayThatComesLaterHearsOfGenerations() {
        service().close();
        harness.loseLog();
        service = newService();
        harness.append(allow(pair, 1));
        appendAll(1, 1);
        awaitAcks(1, 1);
        service().close();
        service = newService();
        appendAll(2, 2);
        awaitAcks(2, 2);

        var late = new RecordedOutbound();
        service().getBean(GatewayStreams.class).opened("gateway-late", 1, "nonce", late);
        int partition = harness.partitionOf(conversation);
        assertThat(late.generations()).containsKey(partition);
        assertThat(late.generations().get(partition)).isPositive();
    }

    @Test
    void strangersGetADefiniteRefusal() {
        appendAll(1, 1);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(harness.verdicts(conversation, 1))
                        .singleElement()
                        .satisfies(it -> {
                            assertThat(it.getError().getCode()).isEqualTo(ErrorCode.DIRECT_NOT_ALLOWED);
                            assertThat(it.getError().getFinal()).isTrue();
                        }));
    }

    @Test
    void losingTheWholeLogLosesNoAckedMessage() {
        harness.append(allow(pair, 1));
        appendAll(1, 70);
        awaitAcks(1, 70);
        service().close();
        harness.loseLog();
        service = newService();
        appendAll(70, 140);

        awaitAcks(71, 140);
        assertThat(storedSeqs()).isEqualTo(upTo(140));
        assertThat(harness.verdicts(conversation, 70))
                .allSatisfy(it -> assertThat(it.getAck().getSeq()).isEqualTo(70));
    }

    @Test
    void logThatWasCutAboveTheCheckpointGoesOnUnderANewGeneration() {
        harness.append(allow(pair, 1));
        appendAll(1, 5);
        awaitAcks(1, 5);
        service().close();
        int partition = harness.partitionOf(conversation);
        int generation = decidedUnderAnOlderLeader(partition);
        appendAll(5, 7);
        service = newService();

        awaitAcks(6, 7);
        assertThat(service().getBean(Checkpoints.class).read(partition)).containsKey(generation + 1);
        assertThat(storedSeqs()).isEqualTo(upTo(7));
        assertThat(harness.verdicts(conversation, 5))
                .allSatisfy(it -> assertThat(it.getAck().getSeq()).isEqualTo(5));
    }

    /// As if more than the log holds had been decided, and a later leader had taken the log over without that.
    private int decidedUnderAnOlderLeader(int partition) {
        var session = stack.session("message");
        Row stored = Objects.requireNonNull(session.execute(
                        "SELECT generation, log_offset FROM checkpoints WHERE log_partition = ? LIMIT 1", partition)
                .one());
        int generation = stored.getInt("generation");
        long next = stored.getLong("log_offset");
        Row reach = Objects.requireNonNull(session.execute(
                        "SELECT * FROM reaches WHERE generation = ? AND log_partition = ?", generation, partition)
                .one());
        assertThat(reach.getLong("log_offset")).as("noted before the rows").isEqualTo(next);
        assertThat(reach.getInt("leader_epoch")).isNotNegative();
        session.execute(
                "UPDATE checkpoints USING TIMESTAMP ? SET leader_epoch = -1 WHERE log_partition = ? AND generation = ?",
                next + 100,
                partition,
                generation);
        session.execute(
                "UPDATE reaches USING TIMESTAMP ? SET log_offset = ?, leader_epoch = -1 WHERE generation = ? AND log_partition = ?",
                next + 100,
                next + 2,
                generation,
                partition);
        return generation;
    }

    @Test
    void garbageInTheLogStopsNobody() {
        harness.append(allow(pair, 1));
        harness.append(
                LogRecord.newBuilder().setRules(1).setConversation(conversation).build());
        appendAll(1, 3);

        awaitAcks(1, 3);
    }

    private void appendAll(int from, int to) {
        for (int number = from; number <= to; number++) {
            harness.append(send(pair, alice, number));
        }
    }

    private void awaitAcks(int from, int to) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            harness.deliveries();
            for (int number : new int[] {from, (from + to) / 2, to}) {
                assertThat(harness.verdicts(conversation, number)).isNotEmpty().allMatch(ServerFrame::hasAck);
            }
        });
    }

    private List<Long> storedSeqs() {
        return stack
                .session("message")
                .execute(
                        "SELECT seq FROM messages WHERE conversation = ? AND bucket = 0 ORDER BY ordinal ASC",
                        conversation)
                .all()
                .stream()
                .map(row -> row.getLong("seq"))
                .toList();
    }

    private void route(UserId user) {
        try (var connection = redis.connect()) {
            connection.sync().hset(RedisKeys.route(stack.redisPrefix(), user.value()), GATEWAY, Long.toString(EPOCH));
        }
    }

    /// The newest checkpoint of the conversation's partition.
    private Row checkpoint() {
        return Objects.requireNonNull(stack.session("message")
                .execute(
                        "SELECT cache_valid, cache_version FROM checkpoints WHERE log_partition = ? LIMIT 1",
                        harness.partitionOf(conversation))
                .one());
    }

    /// As if Redis had lost everything so long ago.
    private void routesKeptFor(Duration time) {
        String key = stack.redisPrefix() + "routes-kept";
        try (var connection = redis.connect()) {
            connection.sync().del(key);
            if (time.isPositive()) {
                connection.sync().psetex(key, Duration.ofDays(365).minus(time).toMillis(), "");
            }
        }
    }

    private double counter(String name) {
        return service().getBean(MeterRegistry.class).counter(name).count();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
