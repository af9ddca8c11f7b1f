package io.warbler.message.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.SharedEdge;
import io.warbler.message.edge.WrittenConversation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RestIT extends SharedEdge {

    private final HttpClient http = HttpClient.newHttpClient();
    private WrittenConversation conversation;

    @BeforeAll
    void begin() {
        conversation = harness.conversation();
        conversation.say(conversation.low(), 5).store().checkpoint();
    }

    @AfterAll
    void stop() {
        http.close();
    }

    @Test
    void inboxAndPagesAreTheCanonicalJsonOfTheProtocol() throws Exception {
        var inbox = get("/v1/conversations", conversation.high());
        var newest = get(messages("?limit=2"), conversation.high());
        var before = get(messages("?before=3"), conversation.high());
        var after = get(messages("?afterSeq=3"), conversation.high());

        assertThat(inbox.statusCode()).isEqualTo(200);
        assertThat(inbox.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(inbox.body())
                .startsWith("{\"entries\":[{\"conversation\":\"" + conversation.id() + "\"")
                .contains("\"unreadCount\":\"5\"", "\"kind\":\"CONVERSATION_KIND_DIRECT\"");
        assertThat(newest.body())
                .contains("\"text 4\"", "\"text 5\"", "\"more\":true")
                .doesNotContain("\"text 3\"");
        assertThat(before.body()).contains("\"text 1\"", "\"text 2\"").doesNotContain("\"text 3\"");
        assertThat(after.body()).contains("\"text 4\"", "\"text 5\"").doesNotContain("\"text 3\"");
    }

    @Test
    void errorsAreProblemsWithTheCodeOfTheProtocol() throws Exception {
        var stranger = get(messages(""), EdgeHarness.newUser());
        var wrongLimit = get(messages("?limit=101"), conversation.low());
        var both = get(messages("?before=3&afterSeq=1"), conversation.low());
        var garbage = get("/v1/conversations?cursor=%21%21", conversation.low());

        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(stranger.body()).contains("urn:warbler:error:CONVERSATION_UNKNOWN");
        assertThat(wrongLimit.statusCode()).isEqualTo(400);
        assertThat(wrongLimit.body()).contains("FIELD_INVALID");
        assertThat(both.statusCode()).isEqualTo(400);
        assertThat(garbage.statusCode()).isEqualTo(400);
    }

    @Test
    void nobodyReadsWithoutToken() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(harness.url() + "/v1/conversations"))
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    private String messages(String query) {
        return "/v1/conversations/" + conversation.id() + "/messages" + query;
    }

    private HttpResponse<String> get(String path, UserId user) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(harness.url() + path))
                .header("Authorization", "Bearer " + harness.issuer().tokenOf(user))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
