package io.warbler.friend.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warbler.boot.error.ApiException;
import io.warbler.friend.FriendNodes;
import io.warbler.friend.policy.PairChange.Ask;
import io.warbler.friend.policy.PairChange.Block;
import io.warbler.friend.policy.PairDecision.Changed;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A failure or crash between the steps of a change: whatever was written reaches the listings and the log.
@WarblerStack(services = "friend")
class UnfinishedChangeIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static FriendNodes nodes;
    private static CassandraPairs pairs;
    private static CassandraPendingPolicies pendingPolicies;

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = new FriendNodes(
                stack,
                1,
                Map.of(
                        "warbler.friend.policy.sweep-interval", "200ms",
                        "warbler.friend.policy.sweep-grace", "0s",
                        "warbler.friend.policy.apply-timeout", "2s"));
        pairs = nodes.bean(CassandraPairs.class);
        pendingPolicies = nodes.bean(CassandraPendingPolicies.class);
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @AfterEach
    void nothingIsLeft() {
        await().atMost(SOON).untilAsserted(() -> assertThat(notes()).isEmpty());
    }

    @Test
    void blockWhileMessageServiceIsDownIsUnavailableThenSwept() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        befriendAndSweep(alice, bob);
        nodes.message().kill();

        var blocked = nodes.put(bob, "/v1/blocks/" + alice);

        assertThat(blocked.status()).isEqualTo(503);
        assertThat(blocked.code()).isEqualTo("UNAVAILABLE");
        assertThat(blocked.text("detail")).contains("repeat the request; it is safe");
        assertThat(nodes.message().allows(alice, bob)).isTrue();
        assertThat(notes()).extracting(PendingPolicy::pair).containsExactly(DirectPair.of(alice, bob));

        nodes.message().restart();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(nodes.message().allows(alice, bob)).isFalse());
        assertThat(nodes.get(bob, "/v1/blocks").usersOf("blocks")).containsExactly(alice.value());
    }

    /// Another writer, such as the sweeper with its fence, comes between the read and the write of the first attempt.
    @Test
    void anAttemptThatCameTooLateLeavesNoNote() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        befriendAndSweep(alice, bob);
        nodes.message().kill();
        var attempts = new AtomicInteger();
        ChangeGuard overtakenOnce = (before, _) -> {
            if (attempts.incrementAndGet() == 1) {
                assertThat(pairs.replace(before, before.fenced())).isTrue();
            }
        };

        assertThatThrownBy(() -> nodes.bean(PairChanger.class).change(new Block(bob, alice), overtakenOnce))
                .isInstanceOf(ApiException.class);

        var left = notes();
        nodes.message().restart();
        assertThat(attempts).hasValue(2);
        assertThat(left).extracting(PendingPolicy::pair).containsExactly(DirectPair.of(alice, bob));
    }

    @Test
    void repeatingAnUnavailableBlockCompletesIt() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        nodes.befriend(alice, bob);
        nodes.message().kill();
        assertThat(nodes.put(bob, "/v1/blocks/" + alice).status()).isEqualTo(503);
        assertThat(nodes.put(bob, "/v1/blocks/" + alice).status()).isEqualTo(503);

        nodes.message().restart();

        await().atMost(SOON).until(() -> nodes.put(bob, "/v1/blocks/" + alice).status() == 204);
        assertThat(nodes.message().allows(alice, bob)).isFalse();
    }

    @Test
    void friendRequestNeedsNoMessageService() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        nodes.message().kill();
        try {
            assertThat(nodes.ask(alice, bob).status()).isEqualTo(201);
        } finally {
            nodes.message().restart();
        }
    }

    @Test
    void crashAfterTheWriteIsCompleted() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        nodes.befriend(alice, bob);
        PairState before = pairs.read(DirectPair.of(alice, bob));

        noteFor(before.pair());
        pairs.replace(before, after(before, new Block(alice, bob)));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(nodes.message().allows(alice, bob)).isFalse());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(nodes.get(alice, "/v1/blocks").usersOf("blocks"))
                        .containsExactly(bob.value()));
        assertThat(nodes.get(bob, "/v1/friends").usersOf("friends")).isEmpty();
    }

    @Test
    void crashBeforeTheWriteLeavesEverythingAsItWas() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        nodes.befriend(alice, bob);

        noteFor(DirectPair.of(alice, bob));

        nothingIsLeft();
        assertThat(nodes.message().allows(alice, bob)).isTrue();
        assertThat(nodes.get(alice, "/v1/friends").usersOf("friends")).containsExactly(bob.value());
    }

    @Test
    void crashBeforeTheFirstWriteOfAPairLeavesStrangers() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();

        noteFor(DirectPair.of(alice, bob));

        nothingIsLeft();
        assertThat(nodes.message().appliedTo(alice, bob)).isEmpty();
        assertThat(nodes.ask(alice, bob).text("status")).isEqualTo("PENDING");
    }

    /// A writer is held up between its note and its write, for longer than the grace.
    @Test
    void writerWhoseNoteWasSweptCannotWriteAnyMore() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        nodes.befriend(alice, bob);
        PairState read = pairs.read(DirectPair.of(alice, bob));
        noteFor(read.pair());

        nothingIsLeft();

        assertThat(pairs.replace(read, after(read, new Block(alice, bob)))).isFalse();
    }

    @Test
    void writerOfAFirstRowWhoseNoteWasSweptCannotWriteAnyMore() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        PairState read = pairs.read(DirectPair.of(alice, bob));
        noteFor(read.pair());

        nothingIsLeft();

        assertThat(pairs.replace(read, after(read, ask(alice, bob)))).isFalse();
    }

    /// A first try may fail while the channel looks for message-service, which the test before killed: its note goes
    /// with a sweep.
    private static void befriendAndSweep(UserId one, UserId other) {
        nodes.befriend(one, other);
        await().atMost(SOON).untilAsserted(() -> assertThat(notes()).isEmpty());
    }

    private static Ask ask(UserId by, UserId peer) {
        return new Ask(peer, new FriendRequest(by, "", Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));
    }

    private static void noteFor(DirectPair pair) {
        pendingPolicies.add(new PendingPolicy(pair, UUID.randomUUID(), Instant.EPOCH, null));
    }

    private static PairState after(PairState state, PairChange change) {
        return PairRules.decide(state, change, Instant.now()) instanceof Changed(var next) ? next : state;
    }

    private static List<PendingPolicy> notes() {
        return IntStream.range(0, PendingPolicy.buckets())
                .boxed()
                .flatMap(bucket -> pendingPolicies.list(bucket).stream())
                .toList();
    }
}
