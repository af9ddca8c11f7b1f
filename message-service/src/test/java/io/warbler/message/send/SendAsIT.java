package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.LogTail;
import io.warbler.message.edge.SharedWhole;
import io.warbler.proto.auth.v1.UserStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Integrators send in the name of users: the users' policies decide, and the log says who acted.
class SendAsIT extends SharedWhole {

    private static final String CRM = "i" + "1".repeat(32);
    private static final String SCOPE = "messages:send-as";

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
        harness.users().put(alice, UserStatus.USER_STATUS_ACTIVE);
    }

    @Test
    void messageIsTheUsersAndTheLogNamesTheIntegrator() throws Exception {
        assertThat(send("k", toBob("hello")).statusCode()).isEqualTo(201);

        assertThat(read(bob)).contains("\"sender\":\"" + alice.value() + "\"", "\"text\":\"hello\"");
        try (var log = new LogTail(harness)) {
            var sent = log.await(conversation(), 2).getLast().getSend().getId();
            assertThat(sent.getSender()).isEqualTo(alice.value());
            assertThat(sent.getIntegrator()).isEqualTo(CRM);
            assertThat(sent.getDevice()).isEmpty();
            assertThat(sent.getOutbox().size()).as("the author cannot name it").isEqualTo(32);
        }
    }

    @Test
    void keyBelongsToTheIntegrator() throws Exception {
        var first = send("k", toBob("hello"));
        var again = send("k", toBob("hello"));
        var ofAnother = send(integrator("i" + "2".repeat(32), SCOPE), "k", toBob("other"));

        assertThat(again.body()).isEqualTo(first.body()).contains("\"seq\":\"1\"");
        assertThat(ofAnother.body()).contains("\"seq\":\"2\"");
        assertRefused(send("k", toBob("changed")), 409, "CLIENT_MESSAGE_ID_REUSED");
    }

    @Test
    void conversationOfTheUserTakesItAndNoOther() throws Exception {
        send("k", toBob("hello"));
        String next = "{\"conversation\":\"" + conversation().value() + "\",\"text\":\"next\"}";

        assertThat(send("k-2", next).body()).contains("\"seq\":\"2\"");
        UserId carol = EdgeHarness.newUser();
        harness.users().put(carol, UserStatus.USER_STATUS_ACTIVE);
        assertRefused(send(integrator(CRM, SCOPE), carol, "k-3", next), 404, "CONVERSATION_UNKNOWN");
    }

    @Test
    void policyOfTheUserDecides() throws Exception {
        harness.friends().answer(FakeFriends.STRANGERS);

        assertRefused(send("k", toBob("hello")), 403, "DIRECT_NOT_ALLOWED");
    }

    @Test
    void userWhoMayNotActIsNamedPrecisely() throws Exception {
        harness.users().put(alice, UserStatus.USER_STATUS_DISABLED);
        assertRefused(send("k", toBob("hello")), 409, "USER_DISABLED");
        harness.users().put(alice, UserStatus.USER_STATUS_DELETING);
        assertRefused(send("k", toBob("hello")), 409, "USER_DELETION_REQUESTED");
        assertRefused(send(integrator(CRM, SCOPE), EdgeHarness.newUser(), "k", toBob("hello")), 404, "USER_UNKNOWN");

        harness.users().setAway(true);
        assertRefused(send("k", toBob("hello")), 503, "UNAVAILABLE");
        harness.users().setAway(false);
        harness.users().put(alice, UserStatus.USER_STATUS_ACTIVE);
        assertThat(send("k", toBob("hello")).body()).contains("\"seq\":\"1\"");
    }

    @Test
    void onlyIntegratorsWithTheScopeGetIn() throws Exception {
        assertRefused(
                send(integrator(CRM, "messages:send", "users:read"), "k", toBob("x")), 403, "AUTH_SCOPE_INSUFFICIENT");
        assertRefused(send(harness.issuer().tokenOf(alice), "k", toBob("x")), 403, "FORBIDDEN");
        assertThat(read(bob)).contains("CONVERSATION_UNKNOWN");
    }

    @Test
    void wrongRequestsAreRefusedPrecisely() throws Exception {
        assertRefused(send("two words", toBob("x")), 400, "FIELD_INVALID");
        assertRefused(send("k", "{\"text\":\"x\"}"), 400, "FIELD_INVALID");
        assertRefused(send("k", "{\"user\":\"u\",\"conversation\":\"d\",\"text\":\"x\"}"), 400, "FIELD_INVALID");
        assertRefused(send("k", "{\"user\":\"u\",\"text\":\"x\"}"), 400, "FIELD_INVALID");
        assertRefused(send("k", "{\"outbox\":\"x\"}"), 400, "REQUEST_UNKNOWN_FIELD");
        assertRefused(send("k", toBob("")), 400, "BODY_EMPTY");
        assertRefused(send("k", "{\"user\":\"" + alice.value() + "\",\"text\":\"x\"}"), 400, "RECIPIENT_IS_SENDER");
        var noKey = request(integrator(CRM, SCOPE), alice.value(), toBob("x")).build();
        assertRefused(http.send(noKey, BodyHandlers.ofString()), 400, "FIELD_INVALID");
        var noUser = request(integrator(CRM, SCOPE), "me", toBob("x"))
                .header("Idempotency-Key", "k")
                .build();
        assertRefused(http.send(noUser, BodyHandlers.ofString()), 400, "FIELD_INVALID");
    }

    private ConversationId conversation() {
        return ConversationId.direct(DirectPair.of(alice, bob));
    }

    private String toBob(String text) {
        return "{\"user\":\"" + bob.value() + "\",\"text\":\"" + text + "\"}";
    }

    private String integrator(String clientId, String... scopes) {
        return harness.issuer().integratorTokenOf(clientId, scopes);
    }

    private HttpResponse<String> send(String key, String body) throws Exception {
        return send(integrator(CRM, SCOPE), key, body);
    }

    private HttpResponse<String> send(String token, String key, String body) throws Exception {
        return send(token, alice, key, body);
    }

    private HttpResponse<String> send(String token, UserId author, String key, String body) throws Exception {
        var request = request(token, author.value(), body).header("Idempotency-Key", key);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String token, String author, String body) {
        return HttpRequest.newBuilder(URI.create(harness.url() + "/v1/users/" + author + "/sends"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private String read(UserId user) throws Exception {
        var path = "/v1/conversations/" + conversation().value() + "/messages";
        var request = HttpRequest.newBuilder(URI.create(harness.url() + path))
                .header("Authorization", "Bearer " + harness.issuer().tokenOf(user));
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
