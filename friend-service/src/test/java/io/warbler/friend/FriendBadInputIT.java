package io.warbler.friend;

import static io.warbler.friend.FriendUsers.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WarblerStack(services = "friend")
class FriendBadInputIT {

    private static FriendNodes nodes;
    private UserId alice = newUser();

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = new FriendNodes(
                stack,
                1,
                Map.of(
                        "warbler.friend.request.max-outgoing", "2",
                        "warbler.friend.request.max-incoming", "3",
                        "warbler.friend.friendship.max-friends", "2",
                        "warbler.friend.block.max-blocks", "2"));
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @BeforeEach
    void newAlice() {
        alice = nodes.user();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"user":"u123"}                 | 400 | FRIEND_USER_INVALID
            {"user":"U%s"}                  | 400 | FRIEND_USER_INVALID
            {"user":null}                   | 400 | FRIEND_USER_INVALID
            {}                              | 400 | FRIEND_USER_INVALID
            {"user":"u%s"}                  | 404 | FRIEND_USER_UNKNOWN
            {"user":"u%s","note":"hi"}      | 400 | REQUEST_UNKNOWN_FIELD
            {"user":"u%s","message":"\\u0007"} | 400 | FRIEND_REQUEST_MESSAGE_INVALID
            {"user":"u%s","message":{}}     | 400 | REQUEST_MALFORMED
            {"user":5}                      | 400 | REQUEST_MALFORMED
            {"user":                        | 400 | REQUEST_MALFORMED
            []                              | 400 | REQUEST_MALFORMED
            """)
    void badRequestBodyIsRefusedPrecisely(String body, int status, String code) {
        var answer = nodes.post(alice, "/v1/friend-requests", body.replace("%s", "0".repeat(32)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text("type")).isEqualTo("urn:warbler:error:" + code);
    }

    @Test
    void nobodyIsTheirOwnFriend() {
        assertThat(nodes.ask(alice, alice).code()).isEqualTo("FRIEND_REQUEST_SELF");
        assertThat(nodes.delete(alice, "/v1/friends/" + alice).code()).isEqualTo("FRIEND_USER_SELF");
        assertThat(nodes.put(alice, "/v1/blocks/" + alice).code()).isEqualTo("FRIEND_USER_SELF");
        assertThat(nodes.delete(alice, "/v1/blocks/" + alice).code()).isEqualTo("FRIEND_USER_SELF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE /v1/friends/bob", "PUT /v1/blocks/bob", "DELETE /v1/blocks/%27%20OR"})
    void malformedUserInPathIsRefused(String operation) {
        String[] parts = operation.split(" ", 2);

        var answer = nodes.call(0, alice, parts[0], parts[1], null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("FRIEND_USER_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "r1", "%20"})
    void malformedRequestIdIsNotFound(String id) {
        String path = "/v1/friend-requests/" + id;

        assertThat(List.of(
                        nodes.post(alice, path + "/accept", ""),
                        nodes.post(alice, path + "/decline", ""),
                        nodes.delete(alice, path)))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.code()).isEqualTo("FRIEND_REQUEST_NOT_FOUND");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/friends?limit=101",
                "/v1/blocks?limit=-1",
                "/v1/friend-requests/incoming?cursor=x",
                "/v1/friend-requests/outgoing?cursor=%C3%BC",
                "/v1/friends?cursor=AgAAAAAAAAAAAAAAAAAAAAAA"
            })
    void badPageIsRefusedPrecisely(String path) {
        var answer = nodes.get(alice, path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("FIELD_INVALID");
    }

    @Test
    void queryThatIsNoTextIsRefusedPrecisely() {
        var answer = nodes.get(alice, "/v1/friends?cursor=%FF");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("REQUEST_MALFORMED");
    }

    @Test
    void requestThatNobodyMadeIsNotFound() {
        String id = "r" + newUser().value().substring(1) + alice.value().substring(1);

        assertThat(nodes.post(alice, "/v1/friend-requests/" + id + "/accept", "")
                        .code())
                .isEqualTo("FRIEND_REQUEST_NOT_FOUND");
    }

    @Test
    void unknownUserCannotBeBlockedButRemovingAndUnblockingAreHarmless() {
        UserId nobody = newUser();

        assertThat(nodes.put(alice, "/v1/blocks/" + nobody).code()).isEqualTo("FRIEND_USER_UNKNOWN");
        assertThat(nodes.delete(alice, "/v1/blocks/" + nobody).status()).isEqualTo(204);
        assertThat(nodes.delete(alice, "/v1/friends/" + nobody).status()).isEqualTo(204);
        assertThat(nodes.message().appliedTo(alice, nobody)).isEmpty();
    }

    @Test
    void blockerCannotAskWhomTheyBlock() {
        var bob = nodes.user();
        nodes.put(alice, "/v1/blocks/" + bob);

        var answer = nodes.ask(alice, bob);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("FRIEND_BLOCKED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/friends",
                "GET /v1/friend-requests/incoming",
                "GET /v1/friend-requests/outgoing",
                "POST /v1/friend-requests/x/accept",
                "POST /v1/friend-requests/x/decline",
                "DELETE /v1/friend-requests/x",
                "DELETE /v1/blocks/x",
                "GET /v1/blocks",
                "POST /v1/friend-requests",
                "PUT /v1/blocks/x",
                "DELETE /v1/friends/x"
            })
    void nothingWithoutAToken(String operation) {
        String[] parts = operation.split(" ", 2);

        assertThat(nodes.call(0, null, parts[0], parts[1], null).status()).isEqualTo(401);
    }

    @Test
    void thirdUnansweredRequestIsTooManyAndARepeatIsNot() {
        var bob = nodes.user();
        nodes.ask(alice, bob);
        nodes.ask(alice, nodes.user());

        var third = nodes.ask(alice, nodes.user());

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.code()).isEqualTo("FRIEND_LIMIT_REACHED");
        assertThat(nodes.ask(alice, bob).status()).isEqualTo(201);
    }

    @Test
    void requestsThatWaitForOneUserAreBounded() {
        for (int i = 0; i < 3; i++) {
            assertThat(nodes.ask(nodes.user(), alice).status()).isEqualTo(201);
        }

        assertThat(nodes.ask(nodes.user(), alice).code()).isEqualTo("FRIEND_LIMIT_REACHED");
    }

    @Test
    void friendsOfEitherSideAreBounded() {
        nodes.befriend(nodes.user(), alice);
        nodes.befriend(nodes.user(), alice);
        var bob = nodes.user();
        var asked = nodes.ask(bob, alice);

        assertThat(nodes.accept(alice, asked).code()).isEqualTo("FRIEND_LIMIT_REACHED");
        assertThat(nodes.ask(alice, bob).code()).isEqualTo("FRIEND_LIMIT_REACHED");
        assertThat(nodes.message().appliedTo(alice, bob)).isEmpty();
    }

    @Test
    void blocksAreBounded() {
        var bob = nodes.user();
        nodes.put(alice, "/v1/blocks/" + bob);
        nodes.put(alice, "/v1/blocks/" + nodes.user());

        assertThat(nodes.put(alice, "/v1/blocks/" + nodes.user()).code()).isEqualTo("FRIEND_LIMIT_REACHED");
        assertThat(nodes.put(alice, "/v1/blocks/" + bob).status()).isEqualTo(204);
    }
}
