package io.warbler.friend;

import static io.warbler.friend.FriendUsers.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A friend request from its sending to each of its ends.
@WarblerStack(services = "friend")
class FriendRequestIT {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private static FriendNodes nodes;
    private UserId alice = newUser();
    private UserId bob = newUser();

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = new FriendNodes(stack, 1, Map.of("warbler.friend.request.max-per-day", "3"));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void newUsers() {
        alice = nodes.user();
        bob = nodes.user();
    }

    @Test
    void messageAndTimesAreShownToBoth() {
        var asked = ask(alice, bob, " It's me,\\nAlice \uD83D\uDC26 ");

        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.text("message")).isEqualTo("It's me,\nAlice \uD83D\uDC26");
        assertThat(Duration.between(Instant.parse(asked.text("requestedAt")), Instant.parse(asked.text("expiresAt"))))
                .isEqualTo(LIFETIME);
        var incoming = nodes.get(bob, "/v1/friend-requests/incoming")
                .body()
                .path("requests")
                .path(0);
        var outgoing = nodes.get(alice, "/v1/friend-requests/outgoing")
                .body()
                .path("requests")
                .path(0);
        for (String field : new String[] {"id", "message", "requestedAt", "expiresAt", "status"}) {
            assertThat(incoming.path(field)).isEqualTo(asked.body().path(field));
            assertThat(outgoing.path(field)).isEqualTo(asked.body().path(field));
        }
    }

    @Test
    void openRequestKeepsItsMessage() {
        var asked = ask(alice, bob, "first");

        assertThat(ask(alice, bob, "second")).isEqualTo(asked);
    }

    @Test
    void messageIsBoundedInCharactersNotInBytes() {
        assertThat(ask(alice, bob, "\uD83D\uDC26".repeat(200)).status()).isEqualTo(201);

        var tooLong = ask(alice, nodes.user(), "x".repeat(201));

        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.code()).isEqualTo("FRIEND_REQUEST_MESSAGE_INVALID");
        assertThat(tooLong.text("detail")).isEqualTo("message: 201 characters (expected: at most 200)");
    }

    @Test
    void declinedRequestIsGoneAndAnotherMayBeSent() {
        var asked = ask(alice, bob, "");

        assertThat(decline(bob, asked).status()).isEqualTo(204);
        assertThat(decline(bob, asked).status()).isEqualTo(204);

        assertNoRequests();
        assertThat(nodes.accept(bob, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
        assertThat(nodes.message().appliedTo(alice, bob)).isEmpty();
        assertThat(ask(alice, bob, "again").text("status")).isEqualTo("PENDING");
    }

    @Test
    void cancelledRequestCannotBeAccepted() {
        var asked = ask(alice, bob, "");

        assertThat(cancel(alice, asked).status()).isEqualTo(204);
        assertThat(cancel(alice, asked).status()).isEqualTo(204);

        assertNoRequests();
        assertThat(nodes.accept(bob, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
    }

    @Test
    void onlyTheSenderCancelsAndOnlyTheRecipientDeclines() {
        var asked = ask(alice, bob, "");

        assertThat(cancel(bob, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
        assertThat(decline(alice, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
        assertThat(decline(nodes.user(), asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");

        assertThat(nodes.get(bob, "/v1/friend-requests/incoming").usersOf("requests"))
                .containsExactly(alice.value());
    }

    @Test
    void requestThatBecameAFriendshipIsNotThereToEnd() {
        var asked = ask(alice, bob, "");
        nodes.accept(bob, asked);

        assertThat(decline(bob, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
        assertThat(cancel(alice, asked).code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
        assertThat(nodes.message().allows(alice, bob)).isTrue();
    }

    @Test
    void expiredRequestIsNotListedAndToldPrecisely(StackConnection stack) {
        var asked = ask(alice, bob, "");
        assertThat(secondsLeft(stack)).isBetween(LIFETIME.toSeconds() - 60, LIFETIME.toSeconds() + 2);

        nodes.clock().advance(LIFETIME);

        assertNoRequests();
        assertThat(nodes.accept(bob, asked).status()).isEqualTo(409);
        assertThat(nodes.accept(bob, asked).code()).isEqualTo("FRIEND_REQUEST_EXPIRED");
        assertThat(decline(bob, asked).code()).isEqualTo("FRIEND_REQUEST_EXPIRED");
        assertThat(cancel(alice, asked).code()).isEqualTo("FRIEND_REQUEST_EXPIRED");
        assertThat(nodes.message().appliedTo(alice, bob)).isEmpty();
        assertThat(ask(bob, alice, "").text("status")).isEqualTo("PENDING");
    }

    @Test
    void requestsOfADayAreBoundedAndTheAnswerTellsWhenTheNextMayBeSent() {
        cancel(alice, ask(alice, bob, ""));
        nodes.clock().advance(Duration.ofHours(1));
        ask(alice, nodes.user(), "");
        ask(alice, nodes.user(), "");

        var fourth = ask(alice, bob, "");

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.code()).isEqualTo("FRIEND_REQUEST_DAILY_LIMIT");
        long expected = Duration.ofHours(23).toSeconds();
        assertThat(fourth.retryAfter()).isBetween(expected - 60, expected);

        nodes.clock().advance(Duration.ofSeconds(fourth.retryAfter()));

        assertThat(ask(alice, bob, "").status()).isEqualTo(201);
        assertThat(ask(alice, nodes.user(), "").code()).isEqualTo("FRIEND_REQUEST_DAILY_LIMIT");
    }

    @Test
    void answeringARequestIsFreeOfTheLimitOfADay() {
        for (int i = 0; i < 3; i++) {
            ask(alice, nodes.user(), "");
        }
        ask(bob, alice, "");

        assertThat(ask(alice, bob, "").text("status")).isEqualTo("ACCEPTED");
    }

    private void assertNoRequests() {
        assertThat(nodes.get(alice, "/v1/friend-requests/outgoing").usersOf("requests"))
                .isEmpty();
        assertThat(nodes.get(bob, "/v1/friend-requests/incoming").usersOf("requests"))
                .isEmpty();
    }

    private long secondsLeft(StackConnection stack) {
        var row = stack.session("friend")
                .execute(
                        "SELECT TTL(requested_at) FROM requests_by_user WHERE user = ? AND outgoing = true",
                        alice.value())
                .one();
        return row == null ? 0 : row.getInt(0);
    }

    private static Answer ask(UserId by, UserId peer, String message) {
        return nodes.post(by, "/v1/friend-requests", "{\"user\":\"" + peer + "\",\"message\":\"" + message + "\"}");
    }

    private static Answer decline(UserId by, Answer asked) {
        return nodes.post(by, "/v1/friend-requests/" + asked.text("id") + "/decline", "");
    }

    private static Answer cancel(UserId by, Answer asked) {
        return nodes.delete(by, "/v1/friend-requests/" + asked.text("id"));
    }
}
