package io.warbler.friend.relation;

import static io.warbler.friend.FriendUsers.ALICE;
import static io.warbler.friend.FriendUsers.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.friend.policy.FriendRequest;
import io.warbler.friend.policy.PairState;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.client.v1.RelationChanged;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RelationChangesTest {

    private static final Instant AT = Instant.ofEpochMilli(1_000);
    private static final FriendRequest FROM_ALICE = new FriendRequest(ALICE, "hi", AT, AT.plusMillis(500));
    private static final FriendRequest FROM_BOB = new FriendRequest(BOB, "ho", AT, AT.plusMillis(500));
    private static final PairState STRANGERS = state(false, null);
    private static final PairState FRIENDS = state(true, null);

    @Test
    void requestIsToldToBothWithItsText() {
        var asked = state(false, FROM_ALICE);

        assertThat(kinds(ALICE, ALICE, STRANGERS, asked)).containsExactly("FRIEND_REQUEST_OPENED");
        assertThat(kinds(BOB, ALICE, STRANGERS, asked)).containsExactly("FRIEND_REQUEST_OPENED");
        var told = RelationChanges.of(BOB, ALICE, STRANGERS, asked).getFirst();
        assertThat(told.getUser()).isEqualTo(ALICE.value());
        assertThat(told.getRequest().getOutgoing()).isFalse();
        assertThat(told.getRequest().getMessage()).isEqualTo("hi");
        assertThat(told.getRequest().getRequestedAtMs()).isEqualTo(1_000);
        assertThat(told.getRequest().getExpiresAtMs()).isEqualTo(1_500);
        assertThat(told.getRequest().getId())
                .isEqualTo(RelationChanges.of(ALICE, ALICE, STRANGERS, asked)
                        .getFirst()
                        .getRequest()
                        .getId());
    }

    @Test
    void endOfARequestTellsWhoEndedItAndHow() {
        var asked = state(false, FROM_ALICE);

        assertThat(kinds(BOB, ALICE, asked, STRANGERS)).containsExactly("FRIEND_REQUEST_WITHDRAWN");
        assertThat(kinds(ALICE, BOB, asked, STRANGERS)).containsExactly("FRIEND_REQUEST_DECLINED");
        assertThat(kinds(ALICE, BOB, asked, FRIENDS)).containsExactly("FRIEND_REQUEST_ACCEPTED", "FRIENDSHIP_BEGUN");
        assertThat(kinds(BOB, BOB, asked, FRIENDS)).containsExactly("FRIEND_REQUEST_ACCEPTED", "FRIENDSHIP_BEGUN");
    }

    @Test
    void blockTellsTheBlockedUserWhatAnUnfriendingWould() {
        var blocked = state(true, null, BOB);

        assertThat(RelationChanges.of(ALICE, BOB, FRIENDS, blocked))
                .isEqualTo(RelationChanges.of(ALICE, BOB, FRIENDS, STRANGERS));
        assertThat(kinds(BOB, BOB, FRIENDS, blocked)).containsExactly("BLOCK_ADDED", "FRIENDSHIP_ENDED");
    }

    @Test
    void blockOfAStrangerIsToldToTheBlockerOnly() {
        var blocked = state(false, null, BOB);

        assertThat(kinds(ALICE, BOB, STRANGERS, blocked)).isEmpty();
        assertThat(kinds(BOB, BOB, STRANGERS, blocked)).containsExactly("BLOCK_ADDED");
        assertThat(kinds(ALICE, BOB, blocked, STRANGERS)).isEmpty();
        assertThat(kinds(BOB, BOB, blocked, STRANGERS)).containsExactly("BLOCK_REMOVED");
    }

    @Test
    void requestsAcrossABlockAreToldAsTheyAreSeen() {
        var blocked = state(false, null, BOB);
        var askedAcross = state(false, FROM_ALICE, BOB);

        assertThat(kinds(ALICE, ALICE, blocked, askedAcross)).containsExactly("FRIEND_REQUEST_OPENED");
        assertThat(kinds(BOB, ALICE, blocked, askedAcross)).isEmpty();
        assertThat(kinds(BOB, BOB, state(false, FROM_ALICE), askedAcross))
                .containsExactly("BLOCK_ADDED", "FRIEND_REQUEST_DECLINED");
        assertThat(kinds(ALICE, BOB, state(false, FROM_ALICE), askedAcross)).isEmpty();
        assertThat(kinds(BOB, BOB, askedAcross, state(false, FROM_ALICE)))
                .containsExactly("BLOCK_REMOVED", "FRIEND_REQUEST_OPENED");
    }

    @Test
    void aRequestThatTakesThePlaceOfAnotherIsToldAfterIt() {
        assertThat(kinds(ALICE, BOB, state(false, FROM_ALICE), state(false, FROM_BOB)))
                .containsExactly("FRIEND_REQUEST_DECLINED", "FRIEND_REQUEST_OPENED");
    }

    private static List<String> kinds(UserId user, UserId by, PairState before, PairState after) {
        return RelationChanges.of(user, by, before, after).stream()
                .map(RelationChanged::getChange)
                .map(change -> change.name().substring("RELATION_CHANGE_".length()))
                .toList();
    }

    private static PairState state(boolean friends, @Nullable FriendRequest request, UserId... blockers) {
        return new PairState(DirectPair.of(ALICE, BOB), 1, friends, request, Set.of(blockers));
    }
}
