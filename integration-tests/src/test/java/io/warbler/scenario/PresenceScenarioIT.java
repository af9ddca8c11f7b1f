package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.Presence.State;
import io.warbler.test.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// I13: who comes and goes is seen in time, and nobody is stuck online, whatever dies.
///
/// Dora's socket says nothing from the beginning, as if the peer were gone without a word; what became of her is looked
/// at late, for it takes long, but before presence-service, which tells of it, is killed.
@Tag(Extent.LONG)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("I13")
class PresenceScenarioIT {

    private static final Logger log = LoggerFactory.getLogger(PresenceScenarioIT.class);
    private static final Duration VISIBLE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(8);
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);
    private static final Duration AFTER_FLUSH = Duration.ofSeconds(10);
    private static final Duration BACK = Duration.ofSeconds(40);
    private static final Duration HALF_OPEN = Duration.ofSeconds(45);

    private static final Cluster CLUSTER = Cluster.shared();
    private static Person alice;
    private static Person bob;
    private static Person carol;
    private static Person dora;
    private static RecordingDevice watching;
    private static RecordingDevice watchingDora;
    private static HandTypedSocket silent;
    private static CompletableFuture<Duration> doraSeenFor;

    @BeforeAll
    static void aliceWatches() {
        alice = Person.register(CLUSTER, "alice");
        bob = Person.register(CLUSTER, "bob");
        carol = Person.register(CLUSTER, "carol");
        dora = Person.register(CLUSTER, "dora");
        List.of(bob, carol, dora).forEach(friend -> Person.befriend(CLUSTER, alice, friend));
        watching = alice.device(CLUSTER, "gateway-1").connect();
        watchingDora = alice.device(CLUSTER, "gateway-1").connect();
        long begin;
        try (var api = dora.api(CLUSTER)) {
            begin = System.nanoTime();
            silent = HandTypedSocket.login(Person.endpoint(CLUSTER, "gateway-1"), api);
        }
        watchingDora.watch(dora);
        assertThat(watchingDora.stateOf(dora)).isEqualTo(State.ONLINE);
        doraSeenFor = CompletableFuture.supplyAsync(() -> doraOfflineAfter(begin), Thread::startVirtualThread);
    }

    private static Duration doraOfflineAfter(long begin) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(HALF_OPEN.plus(SOON))
                .until(() -> watchingDora.stateOf(dora) == State.OFFLINE);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @AfterAll
    static void close() {
        silent.close();
        watchingDora.close();
        watching.close();
    }

    @BeforeEach
    void everybodyIsOffline() {
        watching.watch(bob, carol);
        seen(bob, State.OFFLINE, SOON);
        seen(carol, State.OFFLINE, SOON);
    }

    @Test
    @Order(1)
    void comingGoingAndBeingAwayAreVisibleWithinASecond() {
        List<Duration> delays = new ArrayList<>();
        for (String gateway : List.of("gateway-2", "gateway-1")) {
            RecordingDevice phone = bob.device(CLUSTER, gateway).connect();
            delays.add(seen(bob, State.ONLINE, SOON));
            phone.client().setAway(true);
            delays.add(seen(bob, State.AWAY, SOON));
            phone.client().setAway(false);
            delays.add(seen(bob, State.ONLINE, SOON));
            Instant left = Instant.now();
            phone.close();
            delays.add(seen(bob, State.OFFLINE, SOON));
            await().untilAsserted(() -> {
                watching.watch(bob);
                assertThat(watching.presenceOf(bob).lastSeenAt()).isBetween(left.minusSeconds(1), Instant.now());
            });
        }
        // the median: a pause of the machine is not one of ours
        assertThat(delays.stream().sorted().toList().get(delays.size() / 2)).isLessThan(VISIBLE);
    }

    @Test
    @Order(2)
    void secondDeviceOnAnotherGatewayKeepsTheUserOnline() {
        try (var _ = bob.device(CLUSTER, "gateway-1").connect()) {
            seen(bob, State.ONLINE, SOON);
            bob.device(CLUSTER, "gateway-2").connect().close();

            await().during(VISIBLE).atMost(SOON).until(() -> watching.stateOf(bob) == State.ONLINE);
        }
        seen(bob, State.OFFLINE, SOON);
    }

    @Test
    @Order(3)
    void nobodyIsStuckAfterRedisWasFlushed() {
        RecordingDevice bobPhone = bob.device(CLUSTER, "gateway-2").connect();
        RecordingDevice carolPhone = carol.device(CLUSTER, "gateway-2").connect();
        seen(bob, State.ONLINE, SOON);
        seen(carol, State.ONLINE, SOON);

        CLUSTER.flushRedis();
        bobPhone.close();

        seen(bob, State.OFFLINE, AFTER_FLUSH);
        await().during(Duration.ofSeconds(2))
                .atMost(AFTER_FLUSH)
                .until(() -> watching.stateOf(bob) == State.OFFLINE && watching.stateOf(carol) == State.ONLINE);
        carolPhone.close();
        seen(carol, State.OFFLINE, SOON);
    }

    @Test
    @Order(4)
    void usersOfAKilledGatewayAreOfflineWithinTenSeconds() {
        try (var _ = bob.device(CLUSTER, "gateway-2").connect()) {
            seen(bob, State.ONLINE, SOON);
            Instant killed = Instant.now();
            CLUSTER.kill("gateway-2");

            seen(bob, State.OFFLINE, AFTER_KILL);
            assertThat(watching.presenceOf(bob).lastSeenAt()).isBetween(killed.minusSeconds(5), killed.plusSeconds(1));

            CLUSTER.restart("gateway-2");
            seen(bob, State.ONLINE, BACK);
        }
        seen(bob, State.OFFLINE, SOON);
    }

    /// After the tests that need this friendship.
    @Test
    @Order(5)
    void strangerAndFormerFriendSeeNothing() {
        var mallory = Person.register(CLUSTER, "mallory");
        try (var stranger = mallory.device(CLUSTER, "gateway-2").connect().watch(bob);
                var aliceApi = alice.api(CLUSTER);
                var _ = bob.device(CLUSTER, "gateway-2").connect()) {
            seen(bob, State.ONLINE, SOON);
            assertThat(stranger.stateOf(bob)).isEqualTo(State.OFFLINE);

            aliceApi.relations().remove(bob.id());

            await().atMost(SOON).until(() -> {
                watching.watch(bob);
                return watching.stateOf(bob) == State.OFFLINE;
            });
            assertThat(watching.presenceOf(bob).lastSeenAt()).isNull();
            assertThat(stranger.presences()).noneMatch(presence -> presence.state() != State.OFFLINE);
        }
    }

    @Test
    @Order(6)
    void halfOpenSocketIsOfflineWithin45Seconds() {
        Duration seenFor = doraSeenFor.join();

        log.atInfo().addKeyValue("millis", seenFor.toMillis()).log("Half-open");
        assertThat(seenFor).isLessThan(HALF_OPEN);
        assertThat(watchingDora.stateOf(dora)).isEqualTo(State.OFFLINE);
    }

    /// After dora was seen to leave: until presence-service is back nobody is told anything.
    @Test
    @Order(7)
    void whoCameWhilePresenceServiceWasDownIsSeenWhenItIsBack() {
        CLUSTER.kill("presence-1");
        try (var _ = carol.device(CLUSTER, "gateway-2").connect()) {
            CLUSTER.restart("presence-1");
            seen(carol, State.ONLINE, BACK);
        }
        seen(carol, State.OFFLINE, SOON);
    }

    /// Waits for what alice sees, and returns how long it took.
    private static Duration seen(Person person, State state, Duration bound) {
        long begin = System.nanoTime();
        await().pollInterval(Duration.ofMillis(10)).atMost(bound).until(() -> watching.stateOf(person) == state);
        var delay = Duration.ofNanos(System.nanoTime() - begin);
        log.atInfo()
                .addKeyValue("state", state)
                .addKeyValue("millis", delay.toMillis())
                .log("Visible");
        return delay;
    }
}
