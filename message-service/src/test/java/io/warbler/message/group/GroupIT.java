package io.warbler.message.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedWhole;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.History;
import io.warbler.proto.client.v1.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Groups over REST through the whole service, and what members then read.
@Tag("I12")
class GroupIT extends SharedWhole {

    private static final Pattern ID = Pattern.compile("\"conversation\":\"(g[0-9a-f]{32})\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private UserId alice;
    private UserId bob;
    private UserId carol;

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

    @Test
    void repeatedCreationNamesTheSameGroup() throws Exception {
        String key = UUID.randomUUID().toString();
        String body = "{\"title\":\"Friends\",\"members\":[\"" + bob.value() + "\"]}";

        var first = ask("POST", "/v1/conversations", alice, key, body);
        var again = ask("POST", "/v1/conversations", alice, key, body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertRefused(
                ask("POST", "/v1/conversations", alice, key, "{\"title\":\"Foes\"}"), 409, "CLIENT_MESSAGE_ID_REUSED");
        assertThat(get("/v1/conversations/" + idOf(first), bob).body())
                .contains("CONVERSATION_KIND_GROUP", "\"title\":\"Friends\"", "\"memberCount\":2", "GROUP_ROLE_MEMBER");
    }

    @Test
    void membersSeeMessagesAndEventsWithoutAHole() throws Exception {
        ConversationId group = createWith(bob, carol);
        send(group, alice, "one");
        ask("PATCH", path(group), alice, key(), "{\"title\":\"Better friends\"}");
        send(group, bob, "two");

        for (UserId member : List.of(alice, bob, carol)) {
            var reading = new Reading(harness, member);
            ConversationDelta delta = delta(reading);
            assertThat(seqs(delta.getMessagesList(), delta.getEventsList())).isEqualTo(upTo(4));
            assertThat(delta.getEntry().getGroup().getInfo().getTitle()).isEqualTo("Better friends");
            History page = reading.newest(group, 10).getHistory();
            assertThat(seqs(page.getMessagesList(), page.getEventsList())).isEqualTo(upTo(4));
            assertThat(Reading.ordinals(page.getMessagesList())).containsExactly(1L, 2L);
        }
        assertThat(delta(new Reading(harness, carol)).getEntry().getUnreadCount())
                .isEqualTo(2);
        assertThat(delta(new Reading(harness, bob)).getEntry().getUnreadCount()).isZero();
    }

    @Test
    void pagesAfterACursorLeaveNoHole() throws Exception {
        ConversationId group = createWith(bob);
        for (int i = 0; i < 4; i++) {
            send(group, alice, "m" + i);
            ask("PATCH", path(group), alice, key(), "{\"description\":\"" + i + "\"}");
        }

        History page = new Reading(harness, bob).after(group, 0, 2).getHistory();

        assertThat(seqs(page.getMessagesList(), page.getEventsList())).isEqualTo(upTo(5));
        assertThat(page.getMore()).isTrue();
        assertThat(get("/v1/conversations/" + group + "/messages?afterSeq=5", bob)
                        .body())
                .contains("\"seq\":\"6\"", "\"seq\":\"7\"", "\"seq\":\"8\"", "\"seq\":\"9\"")
                .doesNotContain("\"seq\":\"5\"");
    }

    @Test
    void removedMemberReadsUpToTheRemovalAndSendsNothing() throws Exception {
        ConversationId group = createWith(bob, carol);
        send(group, alice, "before");
        assertThat(ask("DELETE", path(group) + "/members/" + bob, alice, key(), "")
                        .statusCode())
                .isEqualTo(200);
        send(group, carol, "after");
        ask("PATCH", path(group), alice, key(), "{\"title\":\"Secret\"}");

        ConversationDelta delta = delta(new Reading(harness, bob));

        assertThat(seqs(delta.getMessagesList(), delta.getEventsList())).isEqualTo(upTo(3));
        assertThat(delta.toString()).doesNotContain("after").doesNotContain("Secret");
        assertThat(delta.getEntry().getLastMessage().getBody().getText()).isEqualTo("before");
        assertThat(delta.getEntry().getGroup().getLeftSeq()).isEqualTo(3);
        assertThat(get("/v1/conversations/" + group + "/messages", bob).body()).doesNotContain("after");
        assertRefused(sent(group, bob, "let me in"), 404, "CONVERSATION_UNKNOWN");
        assertRefused(get(path(group) + "/members", bob), 404, "CONVERSATION_UNKNOWN");
        assertThat(get(path(group) + "/members", carol).body())
                .contains(alice.value(), carol.value())
                .doesNotContain(bob.value());
    }

    @Test
    void whoJoinsSeesNothingFromBeforeUnlessTheGroupSaysSo() throws Exception {
        ConversationId group = createWith(carol);
        send(group, alice, "old");
        ask("PUT", path(group) + "/members/" + bob, alice, key(), "");
        var reading = new Reading(harness, bob);

        assertThat(delta(reading).getMessagesList()).isEmpty();
        assertThat(delta(reading).getEntry().hasLastMessage()).isFalse();
        assertThat(delta(reading).getEntry().getUnreadCount()).isZero();
        send(group, alice, "new");
        assertThat(delta(reading).getMessagesList())
                .extracting(it -> it.getBody().getText())
                .containsExactly("new");

        ask("PATCH", path(group), alice, key(), "{\"settings\":{\"history\":\"GROUP_HISTORY_FROM_START\"}}");
        assertThat(reading.newest(group, 10).getHistory().getMessagesList()).hasSize(2);
    }

    @Test
    void whoComesBackReadsFromTheNewJoinOn() throws Exception {
        ConversationId group = createWith(bob);
        var reading = new Reading(harness, bob);
        ByteString token = reading.sync(ByteString.EMPTY).getResult().getToken();
        ask("DELETE", path(group) + "/members/me", bob, key(), "");
        send(group, alice, "while away");
        ask("PUT", path(group) + "/members/" + bob, alice, key(), "");
        send(group, alice, "welcome back");

        var deltas = reading.sync(token).getResult().getConversationsList();

        assertThat(deltas).singleElement().satisfies(delta -> {
            assertThat(seqs(delta.getMessagesList(), delta.getEventsList())).containsExactly(4L, 5L);
            assertThat(delta.toString()).doesNotContain("while away");
        });
    }

    @Test
    void dissolvedGroupCanBeReadAndTakesNothing() throws Exception {
        ConversationId group = createWith(bob);
        send(group, alice, "last words");
        ask("DELETE", path(group), alice, key(), "");

        assertRefused(sent(group, bob, "wait"), 409, "GROUP_DISSOLVED");
        assertThat(get(path(group), bob).body()).contains("\"dissolved\":true", "last words");
    }

    @Test
    void onlyFriendsCanBeAdded() throws Exception {
        ConversationId group = createWith(bob);
        harness.friends().answer(FakeFriends.STRANGERS);

        assertRefused(ask("PUT", path(group) + "/members/" + carol, alice, key(), ""), 403, "MEMBER_NOT_FRIEND");
        assertRefused(get(path(group), carol), 404, "CONVERSATION_UNKNOWN");
    }

    @Test
    void wrongRequestsAreRefusedPrecisely() throws Exception {
        ConversationId group = createWith(bob);

        assertRefused(ask("POST", "/v1/conversations", alice, key(), "{}"), 400, "FIELD_INVALID");
        assertRefused(ask("PATCH", path(group), alice, key(), "{}"), 400, "FIELD_INVALID");
        assertRefused(ask("PUT", path(group) + "/members/x", alice, key(), ""), 400, "FIELD_INVALID");
        assertRefused(
                ask("PUT", path(group) + "/members/" + bob + "/role", alice, key(), "{\"role\":\"GROUP_ROLE_OWNER\"}"),
                400,
                "FIELD_INVALID");
        assertRefused(ask("DELETE", path(group), bob, key(), ""), 403, "GROUP_FORBIDDEN");
        assertRefused(ask("DELETE", path(group) + "/members/me", alice, key(), ""), 409, "GROUP_OWNER_BOUND");
    }

    private ConversationId createWith(UserId... members) throws Exception {
        String names = Stream.of(members)
                .map(it -> "\"" + it + "\"")
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        return idOf(
                ask("POST", "/v1/conversations", alice, key(), "{\"title\":\"Friends\",\"members\":[" + names + "]}"));
    }

    private static ConversationId idOf(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return ID.matcher(response.body())
                .results()
                .map(it -> new ConversationId(it.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private ConversationDelta delta(Reading reading) {
        return reading.sync(ByteString.EMPTY).getResult().getConversations(0);
    }

    private static List<Long> seqs(List<Message> messages, List<Event> events) {
        return Stream.concat(
                        messages.stream().map(Message::getSeq), events.stream().map(Event::getSeq))
                .sorted()
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static String path(ConversationId group) {
        return "/v1/conversations/" + group;
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private void send(ConversationId group, UserId sender, String text) throws Exception {
        assertThat(sent(group, sender, text).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> sent(ConversationId group, UserId sender, String text) throws Exception {
        return ask("POST", path(group) + "/messages", sender, key(), "{\"text\":\"" + text + "\"}");
    }

    private HttpResponse<String> get(String path, UserId user) throws Exception {
        return http.send(builder(path, user).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String method, String path, UserId user, String key, String body)
            throws Exception {
        var request = builder(path, user)
                .header("Idempotency-Key", key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
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
