package io.warbler.gateway.route;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.TcpProxy;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Heartbeat;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.SetAway;
import io.warbler.proto.message.v1.Announced;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
@Tag("I10")
@Tag("I20")
class RouteIT {

    private static TestGateway gateway;
    private static TcpProxy proxy;
    private static RedisClient client;
    private static RedisCommands<String, String> redis;
    private static String prefix;

    @BeforeAll
    static void start(StackConnection stack) {
        prefix = stack.redisPrefix();
        client = RedisClient.create(RedisURI.create(stack.redisHost(), stack.redisPort()));
        redis = client.connect().sync();
        proxy = new TcpProxy(stack.redisHost(), stack.redisPort());
        gateway = TestGateway.start(
                stack,
                "spring.data.redis.host=127.0.0.1",
                "spring.data.redis.port=" + proxy.port(),
                "warbler.gateway.route.refresh-every=300ms",
                "warbler.gateway.route.announcement-ttl=2s");
        await().until(() -> announcement() != null);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        proxy.close();
        client.shutdown();
    }

    @AfterEach
    void connect() {
        proxy.connect();
        await().atMost(Duration.ofSeconds(20)).until(() -> announcement() != null);
    }

    @Test
    void routeStandsFromBeforeTheWelcomeUntilTheLastConnectionCloses() {
        try (var first = gateway.login(ALICE, Subprotocol.PROTO)) {
            assertThat(route(ALICE)).containsOnlyKeys(gateway.node);
            gateway.login(ALICE, Subprotocol.JSON).close();
            first.send(Frames.heartbeat(2));
            first.answer(2);
            assertThat(route(ALICE)).containsOnlyKeys(gateway.node);
        }

        await().until(() -> route(ALICE).isEmpty());
    }

    @Test
    void routeOfANewerProcessIsNotRemoved() {
        TestSocket socket = gateway.login(ALICE, Subprotocol.PROTO);
        redis.hset(RedisKeys.route(prefix, ALICE), gateway.node, "99999999999999");
        socket.close();

        await().during(Duration.ofMillis(500)).until(() -> route(ALICE).containsKey(gateway.node));
        redis.del(RedisKeys.route(prefix, ALICE));
    }

    @Test
    void flushIsNoticedAndEverythingWrittenAgainUnderANewNonce() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            String before = announcement();
            flush();

            await().until(() -> announcement() != null);
            assertThat(announcement()).isNotEqualTo(before);
            assertThat(route(ALICE)).containsOnlyKeys(gateway.node);
            await().until(() -> gateway.message().announcements.stream().anyMatch(RouteIT::isCurrent));
            assertThat(alice.isClosed()).isFalse();
        }
    }

    /// An instance that has no stream of this gateway does not know of it, and may die before it does.
    @Test
    void clientsSyncWhenRoutesWereLostWhileAnInstanceHadNoStream() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            gateway.message().kill();
            await().until(() -> gateway.gauge("warbler.gateway.submit.streams.up") == 0);
            flush();

            alice.expect(ServerFrame::hasResync);
            assertThat(route(ALICE)).containsOnlyKeys(gateway.node);
        } finally {
            gateway.message().restart();
            await().until(() -> gateway.gauge("warbler.gateway.submit.streams.up") == 1);
        }
    }

    /// An instance that comes back asks for an announcement; nobody was told nothing meanwhile.
    @Test
    void clientsDoNotSyncWhenAnInstanceComesBackAndNoRouteWasLost() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            gateway.message().kill();
            await().until(() -> gateway.gauge("warbler.gateway.submit.streams.up") == 0);
            gateway.message().restart();
            await().until(() -> gateway.gauge("warbler.gateway.submit.streams.up") == 1);
            String before = announcement();
            gateway.message().askToAnnounce();
            await().until(() -> !String.valueOf(before).equals(announcement()));
            await().until(() -> gateway.message().announcements.stream().anyMatch(RouteIT::isCurrent));

            // what the announcement had led to would come before the answer
            alice.send(ClientFrame.newBuilder()
                    .setHeartbeat(Heartbeat.getDefaultInstance())
                    .build());
            alice.expect(ServerFrame::hasHeartbeat);
            assertThat(alice.seen()).noneMatch(ServerFrame::hasResync);
        }
    }

    @Test
    void instancesMayAskForAnAnnouncement() {
        String before = announcement();
        gateway.message().askToAnnounce();

        await().until(() -> !String.valueOf(before).equals(announcement()));
        await().until(() -> gateway.message().announcements.stream().anyMatch(RouteIT::isCurrent));
    }

    @Test
    void loginGoesOnWithoutRedisAndTheClientSyncsOnceTheRouteStands() {
        proxy.disconnect();
        String dave = TestGateway.user(4);
        try (var socket = gateway.login(dave, Subprotocol.PROTO)) {
            assertThat(gateway.readiness()).isEqualTo(200);
            await().until(() -> announcement() == null);

            proxy.connect();
            socket.expect(ServerFrame::hasResync);
            assertThat(route(dave)).containsOnlyKeys(gateway.node);
            await().until(() -> announcement() != null);
        }
    }

    @Test
    void routesThatCouldNotBeRemovedAreRemovedLater() {
        String erin = TestGateway.user(5);
        TestSocket socket = gateway.login(erin, Subprotocol.PROTO);
        proxy.disconnect();
        socket.close();
        assertThat(route(erin)).isNotEmpty();

        proxy.connect();
        await().atMost(Duration.ofSeconds(20)).until(() -> route(erin).isEmpty());
    }

    @Test
    void awayMarkThatCouldNotBeRemovedIsRemovedLaterAndThenReported() {
        String frank = TestGateway.user(6);
        try (var socket = gateway.login(frank, Subprotocol.PROTO)) {
            socket.send(setAway(2, true));
            await().until(() -> !away(frank).isEmpty());
            proxy.disconnect();
            socket.send(setAway(3, false));
            socket.answer(3);
            // the removal is tried meanwhile, and fails
            await().during(Duration.ofMillis(400)).until(() -> !away(frank).isEmpty());
            gateway.services.changes.clear();

            proxy.connect();
            await().atMost(Duration.ofSeconds(20)).until(() -> away(frank).isEmpty());
            await().until(() -> gateway.services.changes.contains(frank));
        }
    }

    private static ClientFrame setAway(int requestId, boolean away) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setSetAway(SetAway.newBuilder().setAway(away))
                .build();
    }

    private static Map<String, String> away(String user) {
        return redis.hgetall(RedisKeys.away(prefix, user));
    }

    private static Map<String, String> route(String user) {
        return redis.hgetall(RedisKeys.route(prefix, user));
    }

    private static @Nullable String announcement() {
        return redis.get(RedisKeys.announced(prefix, gateway.node));
    }

    private static boolean isCurrent(Announced announced) {
        return String.valueOf(announcement()).endsWith(":" + announced.getNonce());
    }

    /// Only this class's keys: the server is shared.
    private static void flush() {
        redis.keys(prefix + "*").forEach(redis::del);
    }
}
