package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.SharedWhole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sends over REST through the whole service: append, decide, store, and the verdict back to the node that asked.
class SendIT extends SharedWhole {

    private static final String OUTBOX = "PyqRwH1eS2igwdLj9AUWJw==";

    private final HttpClient http = HttpClient.newHttpClient();
    private UserId alice;
    private UserId bob;

    @AfterAll
    void stop() {
        http.close();
    }

    @BeforeEach
    void twoFriends() {
        alice = EdgeHarness.newUser();
        bob = EdgeHarness.newUser();
    }

    @Test
    void repeatedKeyGetsTheFirstAckAndAnotherKeyTheNextSeq() throws Exception {
        String key = UUID.randomUUID().toString();

        var first = send(key, "{\"text\":\"hello\"}");
        var again = send(key, "{\"text\":\"hello\"}");
        var next = send(UUID.randomUUID().toString(), "{\"text\":\"hello\"}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.body()).contains("\"seq\":\"1\"", "\"conversation\":\"" + conversation() + "\"");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(next.body()).contains("\"seq\":\"2\"");
        assertThat(get("/v1/conversations/" + conversation() + "/messages", bob).body())
                .containsOnlyOnce("\"seq\":\"1\"")
                .containsOnlyOnce("\"seq\":\"2\"");
    }

    @Test
    void keyWithAnotherTextIsRefused() throws Exception {
        String key = UUID.randomUUID().toString();
        send(key, "{\"text\":\"hello\"}");

        assertRefused(send(key, "{\"text\":\"bye\"}"), 409, "CLIENT_MESSAGE_ID_REUSED");
    }

    @Test
    void manyRequestsWithOneKeyAreOneMessage() throws Exception {
        String key = UUID.randomUUID().toString();
        HttpRequest request = request(key, "{\"text\":\"hello\"}");

        List<String> answers =
                IntStream.range(0, 30).mapToObj(_ -> http.sendAsync(request, BodyHandlers.ofString())).toList().stream()
                        .map(CompletableFuture::join)
                        .map(HttpResponse::body)
                        .distinct()
                        .toList();

        assertThat(answers).singleElement().asString().contains("\"seq\":\"1\"");
        assertThat(get("/v1/conversations/" + conversation(), bob).body()).contains("\"lastSeq\":\"1\"");
    }

    @Test
    void numberedSendsFollowTheRulesOfTheSocket() throws Exception {
        var first = send(null, numbered(1));
        var again = send(null, numbered(1));
        var early = send(null, numbered(3));
        var second = send(null, numbered(2));

        assertThat(first.body()).contains("\"seq\":\"1\"", "\"clientMessageId\":\"m-1\"");
        assertThat(again.body()).isEqualTo(first.body());
        assertRefused(early, 409, "SEND_OUT_OF_ORDER");
        assertThat(second.body()).contains("\"seq\":\"2\"");
    }

    @Test
    void conversationOfTheAckTakesTheNextOne() throws Exception {
        send(UUID.randomUUID().toString(), "{\"text\":\"hello\"}");

        var reply = http.send(
                builder("/v1/conversations/" + conversation() + "/messages", bob)
                        .header("Idempotency-Key", "reply-1")
                        .POST(BodyPublishers.ofString("{\"text\":\"hi\"}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).contains("\"seq\":\"2\"");
    }

    @Test
    void markerMovesForwardOnly() throws Exception {
        for (int i = 0; i < 3; i++) {
            send(UUID.randomUUID().toString(), "{\"text\":\"hello\"}");
        }

        assertThat(mark("{\"seq\":\"2\"}").body()).contains("\"seq\":\"2\"", "\"unreadCount\":\"1\"");
        assertThat(mark("{\"seq\":\"1\"}").body()).contains("\"seq\":\"2\"", "\"unreadCount\":\"1\"");
        assertThat(get("/v1/conversations/" + conversation(), bob).body())
                .contains("\"unreadCount\":\"1\"", "\"readSeq\":\"2\"");
        assertRefused(mark("{\"seq\":\"0\"}"), 400, "FIELD_INVALID");
        assertRefused(mark("{}"), 400, "FIELD_INVALID");
    }

    @Test
    void wrongRequestsAreRefusedPrecisely() throws Exception {
        assertRefused(send(null, "{\"text\":\"hello\"}"), 400, "FIELD_INVALID");
        assertRefused(send("two words", "{\"text\":\"hello\"}"), 400, "FIELD_INVALID");
        assertRefused(send("k", numbered(1)), 400, "FIELD_INVALID");
        assertRefused(send("k", "{\"texts\":\"hello\"}"), 400, "REQUEST_UNKNOWN_FIELD");
        assertRefused(send("k", "{"), 400, "REQUEST_MALFORMED");
        assertRefused(send("empty", "{\"text\":\"\"}"), 400, "BODY_EMPTY");
        assertRefused(get("/v1/conversations/" + conversation(), alice), 404, "CONVERSATION_UNKNOWN");
        assertRefused(get("/v1/conversations/x", alice), 400, "FIELD_INVALID");
    }

    @Test
    void strangersAreRefusedForGood() throws Exception {
        harness.friends().answer(FakeFriends.STRANGERS);

        assertRefused(send("k", "{\"text\":\"hello\"}"), 403, "DIRECT_NOT_ALLOWED");

        harness.friends().answer(FakeFriends.FRIENDS);
        assertRefused(send("k", "{\"text\":\"hello\"}"), 403, "DIRECT_NOT_ALLOWED");
    }

    @Test
    void nobodySendsWithoutToken() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(harness.url() + "/v1/users/" + bob.value() + "/messages"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"hello\"}"))
                .build();

        assertRefused(http.send(request, BodyHandlers.ofString()), 401, "AUTH_REQUIRED");
    }

    private String conversation() {
        return ConversationId.direct(DirectPair.of(alice, bob)).value();
    }

    private static String numbered(long number) {
        return "{\"text\":\"hello\",\"outbox\":\"" + OUTBOX + "\",\"number\":\"" + number
                + "\",\"clientMessageId\":\"m-" + number + "\"}";
    }

    private HttpResponse<String> send(@Nullable String key, String body) throws Exception {
        return http.send(request(key, body), BodyHandlers.ofString());
    }

    private HttpRequest request(@Nullable String key, String body) {
        var request = builder("/v1/users/" + bob.value() + "/messages", alice);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.POST(BodyPublishers.ofString(body)).build();
    }

    private HttpResponse<String> mark(String body) throws Exception {
        var request = builder("/v1/conversations/" + conversation() + "/read-marker", bob)
                .PUT(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, UserId user) throws Exception {
        return http.send(builder(path, user).build(), BodyHandlers.ofString());
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
