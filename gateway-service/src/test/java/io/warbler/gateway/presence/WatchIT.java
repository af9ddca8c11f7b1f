package io.warbler.gateway.presence;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_AWAY;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.warbler.proto.client.v1.PresenceState.PRESENCE_STATE_ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.PresenceState;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.WatchPresence;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true, shared = true)
@Tag("I13")
class WatchIT {

    private final PresenceRig rig;
    private final TestGateway gateway;

    WatchIT(StackConnection stack) {
        rig = PresenceRig.of(stack);
        gateway = rig.gateway();
    }

    @AfterEach
    void everybodyIsOnlineAgainAndNobodyWatches() {
        gateway.services.states.clear();
        await().until(() -> rig.watchersOf(BOB).isEmpty());
    }

    @Test
    void watchIsAnsweredWithStatesAndStandsInRedisUntilTheConnectionCloses() {
        try (var socket = gateway.login(ALICE, Subprotocol.JSON)) {
            socket.send(watch(2, BOB));

            assertThat(socket.answer(2).getPresence().getPresencesList())
                    .containsExactly(presence(BOB, PRESENCE_STATE_ONLINE));
            assertThat(rig.watchersOf(BOB)).containsOnlyKeys(gateway.node + " " + ALICE);
        }
        await().until(() -> rig.watchersOf(BOB).isEmpty());
    }

    @Test
    void changeGoesToConnectionsThatWatchAndBelieveSomethingElse() {
        try (var watching = gateway.login(ALICE, Subprotocol.PROTO);
                var other = gateway.login(ALICE, Subprotocol.PROTO)) {
            watching.send(watch(2, BOB));
            watching.answer(2);

            tell(BOB, PRESENCE_STATE_ONLINE, ALICE);
            tell(BOB, PRESENCE_STATE_OFFLINE, ALICE);
            tell(BOB, PRESENCE_STATE_OFFLINE, ALICE);
            tell(BOB, PRESENCE_STATE_ONLINE, ALICE);

            assertThat(watching.expect(ServerFrame::hasPresence)).isEqualTo(frame(BOB, PRESENCE_STATE_OFFLINE));
            assertThat(watching.expect(ServerFrame::hasPresence)).isEqualTo(frame(BOB, PRESENCE_STATE_ONLINE));
            other.send(Frames.heartbeat(3));
            other.answer(3);
            assertThat(other.seen()).noneMatch(ServerFrame::hasPresence);
        }
    }

    @Test
    void changeIsNotTakenByThoseForWhomItIsNotMeant() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO);
                var carol = gateway.login(TestGateway.user(3), Subprotocol.PROTO)) {
            alice.send(watch(2, BOB));
            alice.answer(2);
            carol.send(watch(2, BOB));
            carol.answer(2);

            tell(BOB, PRESENCE_STATE_OFFLINE, ALICE);
            alice.expect(ServerFrame::hasPresence);
            tell(BOB, PRESENCE_STATE_AWAY, TestGateway.user(3));

            // had she taken the change before, it would be the first
            assertThat(carol.expect(ServerFrame::hasPresence)).isEqualTo(frame(BOB, PRESENCE_STATE_AWAY));
            assertThat(carol.waiting()).noneMatch(ServerFrame::hasPresence);
        }
    }

    @Test
    void answerThatIsOlderThanAChangeGivesTheChange() {
        gateway.services.presenceGate = new CompletableFuture<>();
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            socket.send(watch(2, BOB));
            await().until(() -> !rig.watchersOf(BOB).isEmpty());
            tell(BOB, PRESENCE_STATE_OFFLINE, ALICE);
            assertThat(socket.expect(ServerFrame::hasPresence)).isEqualTo(frame(BOB, PRESENCE_STATE_OFFLINE));

            gateway.services.presenceGate.complete(null);

            assertThat(socket.answer(2).getPresence().getPresencesList())
                    .containsExactly(presence(BOB, PRESENCE_STATE_OFFLINE));
        } finally {
            gateway.services.presenceGate.complete(null);
        }
    }

    @Test
    void listIsReplacedAsAWhole() {
        String carol = TestGateway.user(3);
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            socket.send(watch(2, BOB, carol, carol));
            assertThat(socket.answer(2).getPresence().getPresencesCount()).isEqualTo(2);
            socket.send(watch(3, carol));
            socket.answer(3);

            await().until(() -> rig.watchersOf(BOB).isEmpty());
            assertThat(rig.watchersOf(carol)).hasSize(1);
            tell(BOB, PRESENCE_STATE_OFFLINE, ALICE);
            tell(carol, PRESENCE_STATE_OFFLINE, ALICE);
            assertThat(socket.expect(ServerFrame::hasPresence)).isEqualTo(frame(carol, PRESENCE_STATE_OFFLINE));
            assertThat(socket.seen()).doesNotContain(frame(BOB, PRESENCE_STATE_OFFLINE));

            socket.send(watch(4));
            assertThat(socket.answer(4).getPresence().getPresencesList()).isEmpty();
        }
    }

    @Test
    void badListsAreRefusedAndChangeNothing() {
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            socket.send(watch(2, BOB));
            socket.answer(2);

            socket.send(watch(3, "bob"));
            assertThat(socket.answer(3).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            socket.send(watch(
                    4, IntStream.range(10, 511).mapToObj(TestGateway::user).toArray(String[]::new)));
            assertThat(socket.answer(4).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);

            assertThat(rig.watchersOf(BOB)).hasSize(1);
            socket.send(watch(
                    5, IntStream.range(10, 510).mapToObj(TestGateway::user).toArray(String[]::new)));
            assertThat(socket.answer(5).getPresence().getPresencesCount()).isEqualTo(500);
        }
    }

    @Test
    void secondWatchWaitsForTheAnswerToTheFirst() {
        gateway.services.presenceGate = new CompletableFuture<>();
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            socket.send(watch(2, BOB));
            socket.send(watch(3, BOB));
            assertThat(socket.answer(3).getError().getCode()).isEqualTo(ErrorCode.TOO_MANY_PENDING);

            gateway.services.presenceGate.complete(null);
            socket.answer(2);
            socket.send(watch(4, BOB));
            assertThat(socket.answer(4).hasPresence()).isTrue();
        } finally {
            gateway.services.presenceGate.complete(null);
        }
    }

    @Test
    void flushedWatchIsWrittenAgain() {
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            socket.send(watch(2, BOB));
            socket.answer(2);
            rig.flush();

            rig.awaitAnnouncement();
            assertThat(rig.watchersOf(BOB)).hasSize(1);
        }
    }

    @Test
    void deathOfANodeHasAllThatIsBelievedCompared() {
        String dead = "gateway-dead";
        String carol = TestGateway.user(33);
        rig.redis().set(RedisKeys.announced(rig.prefix(), dead), "7:nonce");
        rig.redis().zadd(RedisKeys.nodes(rig.prefix()), (double) System.currentTimeMillis(), dead + ":7");
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            socket.send(watch(2, BOB, carol));
            socket.answer(2);
            await().until(() -> gateway.gauge("warbler.gateway.presence.gateways") == 2);
            gateway.services.changes.clear();
            gateway.services.states.put(BOB, PRESENCE_STATE_OFFLINE);

            rig.redis().del(RedisKeys.announced(rig.prefix(), dead));

            await().untilAsserted(() -> assertThat(gateway.services.changes).contains(BOB));
            assertThat(gateway.services.changes).doesNotContain(carol);
        }
    }

    @Test
    void connectionThatReplacesItsListTooOftenIsToldToWait() {
        String carol = TestGateway.user(34);
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            List<ServerFrame> answers = IntStream.range(2, 22)
                    .mapToObj(request -> {
                        socket.send(watch(request, request % 2 == 0 ? BOB : carol));
                        return socket.answer(request);
                    })
                    .toList();

            assertThat(answers.subList(0, 5)).allMatch(ServerFrame::hasPresence);
            assertThat(answers)
                    .filteredOn(ServerFrame::hasError)
                    .extracting(ServerFrame::getError)
                    .isNotEmpty()
                    .allSatisfy(error -> {
                        assertThat(error.getCode()).isEqualTo(ErrorCode.RATE_LIMITED);
                        assertThat(error.getRetryAfterMs()).isBetween(1, 1_000);
                    });
        }
    }

    private static ClientFrame watch(int requestId, String... users) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setWatchPresence(WatchPresence.newBuilder().addAllUsers(List.of(users)))
                .build();
    }

    private static Presence presence(String user, PresenceState state) {
        return Presence.newBuilder().setUser(user).setState(state).build();
    }

    private static ServerFrame frame(String user, PresenceState state) {
        return ServerFrame.newBuilder()
                .setPresence(PresenceList.newBuilder().addPresences(presence(user, state)))
                .build();
    }

    /// As presence-service does.
    private void tell(String user, PresenceState state, String... watchers) {
        gateway.publisher.publish(
                gateway.node,
                0,
                Delivery.newBuilder()
                        .setFrame(frame(user, state).toByteString())
                        .addAllRecipients(List.of(watchers))
                        .build());
    }
}
