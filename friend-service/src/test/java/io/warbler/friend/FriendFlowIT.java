package io.warbler.friend;

import static io.warbler.friend.FriendUsers.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WarblerStack(services = "friend", topics = true, shared = true)
class FriendFlowIT {

    private static FriendNodes nodes;
    private UserId alice = newUser();
    private UserId bob = newUser();

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = FriendNodes.shared(stack);
    }

    @BeforeEach
    void newUsers() {
        alice = nodes.user();
        bob = nodes.user();
    }

    @Test
    void acceptedRequestMakesFriendsAndTellsTheLog() {
        var asked = nodes.ask(alice, bob);

        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.text("status")).isEqualTo("PENDING");
        assertThat(nodes.get(alice, "/v1/friend-requests/outgoing").usersOf("requests"))
                .containsExactly(bob.value());
        assertThat(nodes.get(bob, "/v1/friend-requests/incoming").usersOf("requests"))
                .containsExactly(alice.value());
        assertThat(nodes.message().appliedTo(alice, bob)).isEmpty();

        var accepted = nodes.accept(bob, asked);

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.text("status")).isEqualTo("ACCEPTED");
        assertThat(nodes.get(alice, "/v1/friends").usersOf("friends")).containsExactly(bob.value());
        assertThat(nodes.get(bob, "/v1/friends").usersOf("friends")).containsExactly(alice.value());
        assertThat(nodes.get(alice, "/v1/friend-requests/outgoing").usersOf("requests"))
                .isEmpty();
        assertThat(nodes.get(bob, "/v1/friend-requests/incoming").usersOf("requests"))
                .isEmpty();
        assertThat(nodes.message().allows(alice, bob)).isTrue();
    }

    @Test
    void crossingRequestsMakeFriends() {
        nodes.ask(alice, bob);
        var crossed = nodes.ask(bob, alice);

        assertThat(crossed.status()).isEqualTo(201);
        assertThat(crossed.text("status")).isEqualTo("ACCEPTED");
        assertThat(nodes.get(alice, "/v1/friends").usersOf("friends")).containsExactly(bob.value());
        assertThat(nodes.message().allows(alice, bob)).isTrue();
    }

    @Test
    void repeatingAnOperationIsAnsweredAlikeAndAppliedAgain() {
        var asked = nodes.ask(alice, bob);
        assertThat(nodes.ask(alice, bob)).isEqualTo(asked);

        assertThat(nodes.accept(bob, asked)).isEqualTo(nodes.accept(bob, asked));
        assertThat(nodes.ask(alice, bob).text("status")).isEqualTo("ACCEPTED");
        assertThat(nodes.delete(bob, "/v1/friends/" + alice).status()).isEqualTo(204);
        assertThat(nodes.delete(bob, "/v1/friends/" + alice).status()).isEqualTo(204);

        assertThat(nodes.message().appliedTo(alice, bob))
                .extracting(policy -> policy.getVersion() + " " + policy.getAllowed())
                .containsExactly("2 true", "2 true", "2 true", "3 false", "3 false");
    }

    @Test
    void removedFriendMayNotWriteAnyMore() {
        nodes.befriend(alice, bob);

        nodes.delete(alice, "/v1/friends/" + bob);

        assertThat(nodes.get(bob, "/v1/friends").usersOf("friends")).isEmpty();
        assertThat(nodes.message().allows(alice, bob)).isFalse();
    }

    @Test
    void blockTakesEffectInTheLogAndUnblockRestores() {
        nodes.befriend(alice, bob);

        assertThat(nodes.put(bob, "/v1/blocks/" + alice).status()).isEqualTo(204);
        assertThat(nodes.message().allows(alice, bob)).isFalse();
        assertThat(nodes.get(bob, "/v1/blocks").usersOf("blocks")).containsExactly(alice.value());

        assertThat(nodes.delete(bob, "/v1/blocks/" + alice).status()).isEqualTo(204);
        assertThat(nodes.message().allows(alice, bob)).isTrue();
        assertThat(nodes.get(bob, "/v1/blocks").usersOf("blocks")).isEmpty();
    }

    @Test
    void blockedUserSeesNoBlockAndNoFriend() {
        nodes.befriend(alice, bob);
        nodes.put(bob, "/v1/blocks/" + alice);

        assertThat(nodes.get(alice, "/v1/blocks").usersOf("blocks")).isEmpty();
        assertThat(nodes.get(alice, "/v1/friends").usersOf("friends")).isEmpty();

        var asked = nodes.ask(alice, bob);

        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.text("status")).isEqualTo("PENDING");
        assertThat(nodes.get(alice, "/v1/friend-requests/outgoing").usersOf("requests"))
                .containsExactly(bob.value());
        assertThat(nodes.get(bob, "/v1/friend-requests/incoming").usersOf("requests"))
                .isEmpty();
        assertThat(nodes.accept(bob, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
    }

    @Test
    void requestsThatWaitForOthersAreNotFound() {
        var carol = nodes.user();
        var asked = nodes.ask(alice, bob);

        assertThat(nodes.accept(alice, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
        assertThat(nodes.accept(carol, asked).status()).isEqualTo(404);
        assertThat(nodes.get(bob, "/v1/friends").usersOf("friends")).isEmpty();
    }

    @Test
    void changesAreCountedAndTheNodeIsReady() {
        nodes.befriend(alice, bob);

        assertThat(nodes.text("/actuator/prometheus"))
                .contains("warbler_friend_policy_changes_seconds_count{change=\"accept\",outcome=\"done\"")
                .contains("warbler_friend_policy_applied_total{outcome=\"done\"")
                .contains("warbler_friend_policy_unfinished{");
        assertThat(nodes.text("/actuator/health/readiness")).contains("\"UP\"");
    }
}
