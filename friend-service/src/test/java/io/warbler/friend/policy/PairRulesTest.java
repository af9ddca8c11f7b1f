package io.warbler.friend.policy;

import static io.warbler.friend.FriendUsers.ALICE;
import static io.warbler.friend.FriendUsers.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.friend.policy.PairChange.Accept;
import io.warbler.friend.policy.PairChange.Ask;
import io.warbler.friend.policy.PairChange.Block;
import io.warbler.friend.policy.PairChange.Cancel;
import io.warbler.friend.policy.PairChange.Decline;
import io.warbler.friend.policy.PairChange.Remove;
import io.warbler.friend.policy.PairChange.Unblock;
import io.warbler.friend.policy.PairDecision.Changed;
import io.warbler.friend.policy.PairDecision.Refused;
import io.warbler.friend.policy.PairDecision.Unchanged;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(30));
    private static final DirectPair PAIR = DirectPair.of(ALICE, BOB);
    private static final PairState STRANGERS = PairState.strangers(PAIR);
    private static final PairState FRIENDS = after(STRANGERS, ask(ALICE, BOB), new Accept(BOB, ALICE));

    @Test
    void everyStateThatTheRulesPermitIsReachable() {
        // 2 friends × 3 requests × 4 blocks, less: requests of blockers (8), of unblocked friends (2)
        assertThat(reachable()).hasSize(14);
    }

    @ParameterizedTest
    @MethodSource("reachable")
    void aChangeRaisesTheVersionByOneAndARefusalNothing(PairState state) {
        for (PairChange change : changesBy(ALICE, BOB)) {
            switch (PairRules.decide(state, change, NOW)) {
                case Changed(var next) -> {
                    assertThat(next.version()).isEqualTo(state.version() + 1);
                    assertThat(shape(next)).isNotEqualTo(shape(state));
                }
                case Unchanged() -> assertThat(change).isNotNull();
                case Refused(var refusal) -> assertThat(refusal).isIn(Refusal.OWN_BLOCK, Refusal.NO_REQUEST);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reachable")
    void repeatingAChangeChangesNothing(PairState state) {
        for (PairChange change : changesBy(ALICE, BOB)) {
            if (PairRules.decide(state, change, NOW) instanceof Changed(var next)) {
                assertThat(PairRules.decide(next, change, NOW))
                        .as("%s twice on %s", change, state)
                        .isEqualTo(new Unchanged());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reachable")
    void nobodyMayWriteWhileOneBlocks(PairState state) {
        for (UserId user : List.of(ALICE, BOB)) {
            assertThat(after(state, new Block(user, PAIR.peerOf(user))).allowed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("reachable")
    void onlyARequestThatTheAccepterSeesLeadsToFriendship(PairState state) {
        var decision = PairRules.decide(state, new Accept(ALICE, BOB), NOW);

        if (state.hasIncoming(ALICE)) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Changed.class,
                            changed -> assertThat(changed.next().allowed()).isTrue());
        } else {
            assertThat(decision).isEqualTo(state.allowed() ? new Unchanged() : new Refused(Refusal.NO_REQUEST));
        }
    }

    /// As above, and also when the requests of that time have expired.
    @ParameterizedTest
    @MethodSource("reachable")
    void repeatingAfterTheEndOfARequestChangesNothing(PairState state) {
        for (PairChange change : changesBy(ALICE, BOB)) {
            if (PairRules.decide(state, change, END) instanceof Changed(var next)) {
                assertThat(PairRules.decide(next, change, NOW)).isEqualTo(new Unchanged());
            }
        }
    }

    /// What Alice is answered and shown after Bob's block equals what she would see had Bob quietly ended everything.
    @ParameterizedTest
    @MethodSource("reachable")
    void theBlockedUserCannotTell(PairState state) {
        if (state.blockedBy(BOB)) {
            return;
        }
        PairState blocked = after(state, new Block(BOB, ALICE));
        PairState ended = new PairState(
                PAIR, state.version(), false, state.hasOutgoing(BOB) ? null : state.request(), state.blockers());

        compareWhatAliceSees(blocked, ended, NOW, 4);
        compareWhatAliceSees(blocked, ended, END, 4);
    }

    @Test
    void crossingRequestsMakeFriends() {
        assertThat(after(STRANGERS, ask(ALICE, BOB), ask(BOB, ALICE)).allowed()).isTrue();
    }

    @Test
    void declinedAndCancelledRequestsAreGone() {
        PairState asked = after(STRANGERS, ask(ALICE, BOB));

        assertThat(after(asked, new Decline(BOB, ALICE)).request()).isNull();
        assertThat(after(asked, new Cancel(ALICE, BOB)).request()).isNull();
        assertThat(after(asked, new Cancel(BOB, ALICE))).isEqualTo(asked);
        assertThat(after(asked, new Decline(ALICE, BOB))).isEqualTo(asked);
    }

    @Test
    void anAcceptedRequestIsNotFoundByWhoEndsIt() {
        assertThat(PairRules.decide(FRIENDS, new Decline(BOB, ALICE), NOW)).isEqualTo(new Refused(Refusal.NO_REQUEST));
        assertThat(PairRules.decide(FRIENDS, new Cancel(ALICE, BOB), NOW)).isEqualTo(new Refused(Refusal.NO_REQUEST));
    }

    @Test
    void anExpiredRequestIsToldFromNone() {
        PairState asked = after(STRANGERS, ask(ALICE, BOB));

        for (PairChange change : List.of(new Accept(BOB, ALICE), new Decline(BOB, ALICE), new Cancel(ALICE, BOB))) {
            assertThat(PairRules.decide(asked, change, END)).isEqualTo(new Refused(Refusal.REQUEST_EXPIRED));
            assertThat(PairRules.decide(asked, change, END.minusMillis(1))).isInstanceOf(Changed.class);
        }
        assertThat(PairRules.decide(asked, new Accept(ALICE, BOB), END)).isEqualTo(new Refused(Refusal.NO_REQUEST));
    }

    @Test
    void anExpiredRequestGivesWayToANewOneOfEither() {
        PairState asked = after(STRANGERS, ask(ALICE, BOB));

        assertThat(after(asked, END, ask(ALICE, BOB)).version()).isEqualTo(2);
        assertThat(after(asked, END, ask(BOB, ALICE)).hasOutgoing(BOB)).isTrue();
    }

    @Test
    void unblockingRestoresTheFriendship() {
        PairState blocked = after(FRIENDS, new Block(BOB, ALICE));

        assertThat(blocked.allowed()).isFalse();
        assertThat(after(blocked, new Unblock(BOB, ALICE)).allowed()).isTrue();
    }

    @Test
    void unblockingKeepsTheOthersBlock() {
        PairState blocked = after(FRIENDS, new Block(BOB, ALICE), new Block(ALICE, BOB), new Unblock(BOB, ALICE));

        assertThat(blocked.allowed()).isFalse();
        assertThat(blocked.blockedBy(ALICE)).isTrue();
    }

    @Test
    void requestToABlockerWaitsUntilTheBlockIsTakenBack() {
        PairState asked = after(STRANGERS, new Block(BOB, ALICE), ask(ALICE, BOB));

        assertThat(asked.hasOutgoing(ALICE)).isTrue();
        assertThat(asked.hasIncoming(BOB)).isFalse();
        assertThat(after(asked, new Unblock(BOB, ALICE)).hasIncoming(BOB)).isTrue();
    }

    @Test
    void blockingWithdrawsTheOwnRequest() {
        PairState blocked = after(STRANGERS, ask(BOB, ALICE), new Block(BOB, ALICE));

        assertThat(blocked.hasIncoming(ALICE)).isFalse();
        assertThat(blocked.hasOutgoing(BOB)).isFalse();
    }

    @Test
    void blockerMustUnblockBeforeAsking() {
        PairState blocked = after(STRANGERS, new Block(BOB, ALICE));

        assertThat(PairRules.decide(blocked, ask(BOB, ALICE), NOW)).isEqualTo(new Refused(Refusal.OWN_BLOCK));
    }

    @Test
    void removedFriendMayAskAgain() {
        PairState asked = after(FRIENDS, new Remove(BOB, ALICE), ask(ALICE, BOB));

        assertThat(asked.allowed()).isFalse();
        assertThat(asked.hasIncoming(BOB)).isTrue();
    }

    private static void compareWhatAliceSees(PairState one, PairState other, Instant now, int depth) {
        assertThat(whatAliceSees(one.at(now))).isEqualTo(whatAliceSees(other.at(now)));
        if (depth == 0) {
            return;
        }
        for (PairChange change : changesOf(ALICE, BOB)) {
            assertThat(answer(one, change, now)).as("%s", change).isEqualTo(answer(other, change, now));
            compareWhatAliceSees(after(one, now, change), after(other, now, change), now, depth - 1);
        }
    }

    private static List<Object> whatAliceSees(PairState state) {
        return List.of(
                state.allowed(),
                state.hasOutgoing(ALICE),
                state.hasIncoming(ALICE),
                state.blockedBy(ALICE),
                state.hasOutgoing(ALICE) || state.hasIncoming(ALICE) ? String.valueOf(state.request()) : "");
    }

    /// An answer tells a refusal or, alike for changed and unchanged, whether they are friends now.
    private static Object answer(PairState state, PairChange change, Instant now) {
        return PairRules.decide(state, change, now) instanceof Refused refused
                ? refused
                : after(state, now, change).allowed();
    }

    private static PairState after(PairState state, PairChange... changes) {
        return after(state, NOW, changes);
    }

    private static PairState after(PairState state, Instant now, PairChange... changes) {
        PairState reached = state;
        for (PairChange change : changes) {
            if (PairRules.decide(reached, change, now) instanceof Changed(var next)) {
                reached = next;
            }
        }
        return reached;
    }

    private static Ask ask(UserId by, UserId peer) {
        return new Ask(peer, new FriendRequest(by, "it's me", NOW, END));
    }

    /// One state per shape, whatever its version.
    static List<PairState> reachable() {
        Map<Object, PairState> stateByShape = new LinkedHashMap<>(Map.of(shape(STRANGERS), STRANGERS));
        var open = new ArrayDeque<>(List.of(STRANGERS));
        while (!open.isEmpty()) {
            PairState state = open.remove();
            changesBy(ALICE, BOB).stream()
                    .map(change -> after(state, change))
                    .filter(next -> stateByShape.putIfAbsent(shape(next), next) == null)
                    .forEach(open::add);
        }
        return List.copyOf(stateByShape.values());
    }

    private static Object shape(PairState state) {
        return List.of(state.friends(), state.hasOutgoing(ALICE), state.hasOutgoing(BOB), state.blockers());
    }

    private static List<PairChange> changesBy(UserId one, UserId other) {
        return Stream.concat(changesOf(one, other).stream(), changesOf(other, one).stream())
                .toList();
    }

    private static List<PairChange> changesOf(UserId by, UserId peer) {
        return List.of(
                ask(by, peer),
                new Accept(by, peer),
                new Decline(by, peer),
                new Cancel(by, peer),
                new Remove(by, peer),
                new Block(by, peer),
                new Unblock(by, peer));
    }
}
