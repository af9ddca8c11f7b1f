package io.warbler.message.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Changes of messages over REST through the whole service, on real stores.
@WarblerStack(services = "message", topics = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("I3")
@Tag("I15")
class MessageChangeIT {

    private static final String NO_BODY = "";

    private final HttpClient http = HttpClient.newHttpClient();
    private EdgeHarness harness;
    private Traces traces;
    private UserId alice;
    private UserId bob;
    private String conversation;

    @BeforeAll
    void start(StackConnection stack) {
        traces = new Traces(stack);
        startService(stack);
    }

    private void startService(StackConnection stack) {
        harness = EdgeHarness.whole(stack);
        harness.friends().answer(FakeFriends.FRIENDS);
    }

    @AfterAll
    void stop() {
        http.close();
        harness.close();
        traces.close();
    }

    @BeforeEach
    void twoFriends() throws Exception {
        alice = EdgeHarness.newUser();
        bob = EdgeHarness.newUser();
        conversation = ConversationId.direct(DirectPair.of(alice, bob)).value();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> say(alice, "hello", "first").statusCode() == 201);
    }

    @Test
    void editedMessageIsReadAsItIsNowAndItsVersionsAsTheyWere() throws Exception {
        var edited = edit(alice, 1, "hello, Bob");
        edit(alice, 1, "hello, dear Bob");

        assertThat(edited.body()).contains("\"seq\":\"2\"", "\"conversation\":\"" + conversation + "\"");
        assertThat(messages(bob))
                .contains("\"text\":\"hello, dear Bob\"", "\"editCount\":2", "\"messageChange\"")
                .contains("EVENT_KIND_MESSAGE_CHANGE");
        assertThat(get(bob, "/messages/1/edits").body())
                .contains("\"text\":\"hello\"", "\"text\":\"hello, Bob\"", "\"text\":\"hello, dear Bob\"");
        assertThat(http.send(builder("/v1/conversations", bob).build(), BodyHandlers.ofString())
                        .body())
                .contains("\"text\":\"hello, dear Bob\"", "\"unreadCount\":\"1\"");
    }

    @Test
    void reactionsAreCountedForEachViewer() throws Exception {
        react(bob, 1, "👍");
        react(alice, 1, "👍");
        react(alice, 1, "🎉");

        assertThat(messages(bob))
                .contains("{\"reaction\":\"👍\",\"count\":2,\"mine\":true}")
                .contains("{\"reaction\":\"🎉\",\"count\":1}");
        var first = get(bob, "/messages/1/reactions?limit=2").body();
        assertThat(first).contains("\"next\":\"");
        String next = first.replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");
        assertThat(get(bob, "/messages/1/reactions?limit=2&cursor=" + next).body())
                .contains("\"reactors\":[{")
                .doesNotContain("next");
        assertThat(unreact(bob, 1, "👍").statusCode()).isEqualTo(200);
        assertThat(messages(bob)).contains("{\"reaction\":\"👍\",\"count\":1}");
    }

    @Test
    void pinsStandInOrderAndEndWithTheMessage() throws Exception {
        say(bob, "second");
        change(bob, "PUT", 2, "/pin");
        change(alice, "PUT", 1, "/pin");

        String pins = get(bob, "/pins").body();
        assertThat(pins.indexOf("\"text\":\"second\"")).isPositive().isLessThan(pins.indexOf("\"text\":\"hello\""));
        assertThat(messages(bob)).contains("\"pinned\":true");
        change(bob, "DELETE", 2, "");
        assertThat(get(alice, "/pins").body()).contains("\"text\":\"hello\"").doesNotContain("second");
        change(bob, "DELETE", 1, "/pin");
        assertThat(get(alice, "/pins").body()).isEqualTo("{}");
    }

    @Test
    void deletedBodyIsNowhereAlsoAfterEverythingIsReplayed(StackConnection stack) throws Exception {
        String sent = "canary-" + UUID.randomUUID();
        String edited = "canary-" + UUID.randomUUID();
        say(alice, sent);
        edit(alice, 2, edited);
        react(bob, 2, "👍");
        assertThat(traces.of(sent)).isNotEmpty();
        assertThat(traces.of(edited)).isNotEmpty();

        assertThat(change(alice, "DELETE", 2, "").statusCode()).isEqualTo(200);

        assertGone(sent, edited);
        assertThat(messages(bob))
                .contains("\"deletion\":{\"actor\":\"" + alice.value() + "\"")
                .contains("\"ordinal\":\"2\"");
        assertThat(get(bob, "/messages/2/edits").body()).isEqualTo("{}");

        harness.close();
        traces.rewindCheckpoints();
        startService(stack);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> say(bob, "after", "after-the-restart").statusCode() == 201);

        assertGone(sent, edited);
        assertThat(messages(bob)).contains("\"deletion\":{", "\"text\":\"after\"");
        assertRefused(edit(alice, 2, "again"), 409, "MESSAGE_DELETED");
        assertRefused(react(alice, 2, "👍"), 409, "MESSAGE_DELETED");
    }

    @Test
    void repeatedKeyGetsTheFirstAnswer() throws Exception {
        var request = builder("/v1/conversations/" + conversation + "/messages/1", alice)
                .header("Idempotency-Key", "once")
                .DELETE()
                .build();

        var first = http.send(request, BodyHandlers.ofString());
        var again = http.send(request, BodyHandlers.ofString());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(messages(bob)).containsOnlyOnce("EVENT_KIND_MESSAGE_CHANGE");
    }

    @Test
    void wrongChangesAreRefusedPrecisely() throws Exception {
        UserId stranger = EdgeHarness.newUser();

        assertRefused(edit(bob, 1, "mine"), 403, "MESSAGE_NOT_OWN");
        assertRefused(change(bob, "DELETE", 1, ""), 403, "MESSAGE_NOT_OWN");
        assertRefused(edit(alice, 1, ""), 400, "BODY_EMPTY");
        assertRefused(edit(alice, 99, "x"), 404, "MESSAGE_UNKNOWN");
        assertRefused(edit(alice, 0, "x"), 400, "FIELD_INVALID");
        assertRefused(edit(stranger, 1, "x"), 404, "CONVERSATION_UNKNOWN");
        assertRefused(react(bob, 1, "x".repeat(65)), 400, "REACTION_INVALID");
        assertRefused(react(bob, 1, "two words"), 400, "REACTION_INVALID");
        assertRefused(unreact(bob, 1, "👍"), 409, "MESSAGE_UNCHANGED");
        assertRefused(change(bob, "DELETE", 1, "/pin"), 409, "MESSAGE_UNCHANGED");
        assertRefused(get(stranger, "/messages/1/edits"), 404, "CONVERSATION_UNKNOWN");
        assertRefused(get(bob, "/messages/99/edits"), 404, "MESSAGE_UNKNOWN");
        assertRefused(get(bob, "/messages/1/reactions?cursor=!"), 400, "FIELD_INVALID");
        assertRefused(get(stranger, "/pins"), 404, "CONVERSATION_UNKNOWN");
        react(bob, 1, "👍");
        // the seq of the event
        assertRefused(react(bob, 2, "👍"), 404, "MESSAGE_UNKNOWN");
    }

    private void assertGone(String... bodies) throws Exception {
        for (String body : bodies) {
            assertThat(traces.of(body)).isEmpty();
            assertThat(messages(alice)).doesNotContain(body);
            assertThat(messages(bob)).doesNotContain(body);
            assertThat(get(bob, NO_BODY).body()).doesNotContain(body);
        }
    }

    private void say(UserId sender, String text) throws Exception {
        assertThat(say(sender, text, UUID.randomUUID().toString()).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> say(UserId sender, String text, String key) throws Exception {
        UserId peer = sender.equals(alice) ? bob : alice;
        return http.send(
                builder("/v1/users/" + peer.value() + "/messages", sender)
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> edit(UserId user, long seq, String text) throws Exception {
        return http.send(
                keyed("/messages/" + seq, user)
                        .method("PATCH", BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> react(UserId user, long seq, String reaction) throws Exception {
        return change(user, "PUT", seq, "/reactions/" + encoded(reaction));
    }

    private HttpResponse<String> unreact(UserId user, long seq, String reaction) throws Exception {
        return change(user, "DELETE", seq, "/reactions/" + encoded(reaction));
    }

    private static String encoded(String reaction) {
        return URLEncoder.encode(reaction, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpResponse<String> change(UserId user, String method, long seq, String what) throws Exception {
        return http.send(
                keyed("/messages/" + seq + what, user)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private String messages(UserId user) throws Exception {
        return get(user, "/messages").body();
    }

    private HttpResponse<String> get(UserId user, String path) throws Exception {
        return http.send(
                builder("/v1/conversations/" + conversation + path, user).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder keyed(String path, UserId user) {
        return builder("/v1/conversations/" + conversation + path, user)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private HttpRequest.Builder builder(String path, UserId user) {
        return HttpRequest.newBuilder(URI.create(harness.url() + path))
                .header("Authorization", "Bearer " + harness.issuer().tokenOf(user))
                .header("Content-Type", "application/json");
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
