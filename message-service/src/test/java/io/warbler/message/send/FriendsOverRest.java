package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedWhole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/// Three users who are friends and talk over REST, on the whole service and real stores.
abstract class FriendsOverRest extends SharedWhole {

    private static final Pattern ID = Pattern.compile("\"conversation\":\"([gc][0-9a-f]{32})\"");
    static final String CANARY = "canary-4711";

    private final HttpClient http = HttpClient.newHttpClient();
    UserId alice;
    UserId bob;
    UserId carol;

    @AfterAll
    void stop() {
        http.close();
    }

    @BeforeEach
    void threeFriends() {
        alice = EdgeHarness.newUser();
        bob = EdgeHarness.newUser();
        carol = EdgeHarness.newUser();
    }

    String seenBy(UserId user, ConversationId group) throws Exception {
        return get(path(group) + "/messages", user).body()
                + get(path(group) + "/messages?aroundSeq=4", user).body()
                + get(path(group) + "/messages/4", user).body()
                + get(path(group), user).body()
                + get("/v1/conversations", user).body()
                + get("/v1/mentions", user).body()
                + new Reading(harness, user).sync(com.google.protobuf.ByteString.EMPTY);
    }

    static String forward(ConversationId from, String seqs, String more) {
        return "{\"forward\":{\"conversation\":\"" + from + "\",\"seqs\":[" + seqs + "]" + more + "}}";
    }

    ConversationId groupWith(UserId... members) throws Exception {
        return created("", members);
    }

    ConversationId channelWith(UserId... readers) throws Exception {
        return created(",\"kind\":\"CONVERSATION_KIND_CHANNEL\"", readers);
    }

    private ConversationId created(String more, UserId... members) throws Exception {
        String names = String.join(
                ",", List.of(members).stream().map(it -> "\"" + it + "\"").toList());
        String body = "{\"title\":\"Friends\",\"members\":[" + names + "]" + more + "}";
        var created = ask("POST", "/v1/conversations", alice, key(), body);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return ID.matcher(created.body())
                .results()
                .map(it -> new ConversationId(it.group(1)))
                .findFirst()
                .orElseThrow();
    }

    void add(ConversationId group, UserId user) throws Exception {
        var added = ask("PUT", path(group) + "/members/" + user, alice, key(), "");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    }

    static String path(ConversationId group) {
        return "/v1/conversations/" + group;
    }

    static String key() {
        return UUID.randomUUID().toString();
    }

    HttpResponse<String> send(ConversationId group, UserId sender, String body) throws Exception {
        return ask("POST", path(group) + "/messages", sender, key(), body);
    }

    HttpResponse<String> get(String path, UserId user) throws Exception {
        return http.send(builder(path, user).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String method, String path, UserId user, String key, String body) throws Exception {
        var request = builder(path, user)
                .header("Idempotency-Key", key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder builder(String path, UserId user) {
        return HttpRequest.newBuilder(URI.create(harness.url() + path))
                .header("Authorization", "Bearer " + harness.issuer().tokenOf(user))
                .header("Content-Type", "application/json");
    }

    static void assertDone(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    static void assertRefused(HttpResponse<String> response, int status, String code) {
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
