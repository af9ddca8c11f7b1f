package io.warbler.friend.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.friend.Answer;
import io.warbler.friend.FriendNodes;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.message.v1.ApplyDirectPolicyRequest;
import io.warbler.test.Extent;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both users act at the same time through two instances.
@WarblerStack(services = "friend")
class PairRaceIT {

    private static final int ROUNDS = Extent.of(5, 20);
    private static final Duration SOON = Duration.ofSeconds(30);

    private static FriendNodes nodes;

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = new FriendNodes(
                stack,
                2,
                Map.of(
                        "warbler.friend.policy.sweep-interval", "200ms",
                        "warbler.friend.policy.sweep-grace", "1s"));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    void acceptAndBlockAtTheSameTimeNeverLeaveABlockedPairAllowed() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            UserId alice = nodes.user();
            UserId bob = nodes.user();
            Answer asked = nodes.ask(alice, bob);
            String accept = "/v1/friend-requests/" + asked.text("id") + "/accept";

            List<Answer> answers = atTheSameTime(List.of(
                    () -> nodes.call(0, bob, "POST", accept, ""),
                    () -> nodes.call(1, alice, "PUT", "/v1/blocks/" + bob, null)));

            assertThat(answers.getFirst().status()).isIn(200, 404);
            assertThat(answers.getLast().status()).isEqualTo(204);
            assertThat(nodes.message().allows(alice, bob)).isFalse();
            assertThat(nodes.get(alice, "/v1/friends").usersOf("friends")).isEmpty();
            assertThat(nodes.get(alice, "/v1/blocks").usersOf("blocks")).containsExactly(bob.value());
        }
    }

    @Test
    void crossingRequestsAtTheSameTimeMakeFriends() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            UserId alice = nodes.user();
            UserId bob = nodes.user();

            atTheSameTime(List.of(() -> ask(0, alice, bob), () -> ask(1, bob, alice)));

            assertThat(nodes.message().allows(alice, bob)).isTrue();
            assertThat(nodes.get(bob, "/v1/friends").usersOf("friends")).containsExactly(alice.value());
            assertThat(nodes.get(bob, "/v1/friend-requests/incoming").usersOf("requests"))
                    .isEmpty();
        }
    }

    /// Every third answer of message-service is lost, half of those after their effect.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anythingAtTheSameTimeEndsConsistent(long seed) throws Exception {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        var random = new Random(seed);
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(anyCall(random, i % 2, alice, bob));
            calls.add(anyCall(random, i % 2, bob, alice));
        }

        nodes.message().loseEvery(3);
        List<Answer> answers = inLanes(calls, 6);
        nodes.message().loseEvery(0);

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 201, 204, 404, 409, 503);
        await().atMost(SOON).untilAsserted(() -> assertConsistent(alice, bob));
    }

    private static void assertConsistent(UserId alice, UserId bob) {
        assertThat(notesOf(DirectPair.of(alice, bob))).isZero();
        PairState state = nodes.bean(CassandraPairs.class).read(DirectPair.of(alice, bob));
        for (UserId user : List.of(alice, bob)) {
            UserId peer = state.pair().peerOf(user);
            assertListed("/v1/friends", "friends", user, peer, state.allowed());
            assertListed("/v1/blocks", "blocks", user, peer, state.blockedBy(user));
            assertListed("/v1/friend-requests/incoming", "requests", user, peer, state.hasIncoming(user));
            assertListed("/v1/friend-requests/outgoing", "requests", user, peer, state.hasOutgoing(user));
        }
        assertThat(nodes.message().allows(alice, bob)).isEqualTo(state.allowed());
        assertVersionsAreUnambiguous(nodes.message().appliedTo(alice, bob), state.version());
    }

    private static void assertListed(String path, String list, UserId user, UserId peer, boolean listed) {
        assertThat(nodes.get(user, path).usersOf(list)).isEqualTo(listed ? List.of(peer.value()) : List.of());
    }

    private static void assertVersionsAreUnambiguous(List<ApplyDirectPolicyRequest> applied, long last) {
        assertThat(applied.stream()
                        .collect(groupingBy(
                                ApplyDirectPolicyRequest::getVersion,
                                mapping(ApplyDirectPolicyRequest::getAllowed, toSet()))))
                .allSatisfy((version, allowed) -> {
                    assertThat(version).isBetween(1L, last);
                    assertThat(allowed).hasSize(1);
                });
    }

    private static long notesOf(DirectPair pair) {
        var pending = nodes.bean(CassandraPendingPolicies.class);
        return IntStream.range(0, PendingPolicy.buckets())
                .boxed()
                .flatMap(bucket -> pending.list(bucket).stream())
                .filter(note -> note.pair().equals(pair))
                .count();
    }

    private static Callable<Answer> anyCall(Random random, int node, UserId by, UserId peer) {
        String incoming =
                "/v1/friend-requests/r" + peer.value().substring(1) + by.value().substring(1);
        String outgoing =
                "/v1/friend-requests/r" + by.value().substring(1) + peer.value().substring(1);
        return switch (random.nextInt(8)) {
            case 0 -> () -> ask(node, by, peer);
            case 1, 2 -> () -> nodes.call(node, by, "POST", incoming + "/accept", "");
            case 3 -> () -> nodes.call(node, by, "DELETE", "/v1/friends/" + peer, null);
            case 4 -> () -> nodes.call(node, by, "PUT", "/v1/blocks/" + peer, null);
            case 5 -> () -> nodes.call(node, by, "POST", incoming + "/decline", "");
            case 6 -> () -> nodes.call(node, by, "DELETE", outgoing, null);
            default -> () -> nodes.call(node, by, "DELETE", "/v1/blocks/" + peer, null);
        };
    }

    private static Answer ask(int node, UserId by, UserId peer) {
        return nodes.call(node, by, "POST", "/v1/friend-requests", "{\"user\":\"" + peer + "\"}");
    }

    private static List<Answer> atTheSameTime(List<Callable<Answer>> calls) throws Exception {
        return inLanes(calls, calls.size());
    }

    private static List<Answer> inLanes(List<Callable<Answer>> calls, int lanes)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(lanes)) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : executor.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
