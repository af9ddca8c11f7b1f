package io.warbler.message.group;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.message.edge.SharedWhole;
import io.warbler.proto.client.v1.Event;
import io.warbler.proto.client.v1.GroupChange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Coming into groups by invites, over REST through the whole service.
class JoinIT extends SharedWhole {

    private static final String OPEN = "{\"settings\":{\"joinPolicy\":\"GROUP_JOIN_POLICY_OPEN\"}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private UserId alice;
    private UserId bob;
    private UserId carol;
    private String group;

    @AfterAll
    void stop() {
        http.close();
    }

    @BeforeEach
    void aGroupOfTwo() throws Exception {
        alice = EdgeHarness.newUser();
        bob = EdgeHarness.newUser();
        carol = EdgeHarness.newUser();
        String created = "{\"title\":\"Friends\",\"description\":\"secret\",\"members\":[\"" + bob.value() + "\"]}";
        group = "/v1/conversations/" + field("conversation", ask("POST", "/v1/conversations", alice, created));
    }

    @Test
    void holderOfAnInviteSeesALittleAndJoins() throws Exception {
        ask("PATCH", group, alice, OPEN);
        String token = invite("{}");

        var preview = look(token, carol);
        assertThat(preview.body())
                .contains("\"title\":\"Friends\"", "\"memberCount\":2", "GROUP_JOIN_POLICY_OPEN")
                .doesNotContain("secret", alice.value(), bob.value());
        assertThat(join(token, carol, "").body()).contains("\"member\":true");

        assertThat(get(group, carol).body()).contains("\"memberCount\":3", "GROUP_ROLE_MEMBER");
        assertThat(get(group + "/members", carol).body()).contains(carol.value());
        assertRefused(join(token, carol, ""), 409, "GROUP_UNCHANGED");
    }

    @Test
    void repeatedJoinIsTheSameAlsoAfterTheInviteIsRevoked() throws Exception {
        ask("PATCH", group, alice, OPEN);
        var made = ask("POST", group + "/invites", alice, "{\"maxUses\":2}");
        String token = field("token", made);
        String key = UUID.randomUUID().toString();
        var first = ask("POST", group + "/join", carol, key, body(token, ""));
        ask("DELETE", group + "/invites/" + field("id", made), alice, "");

        var again = ask("POST", group + "/join", carol, key, body(token, ""));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertRefused(join(token, EdgeHarness.newUser(), ""), 404, "INVITE_UNKNOWN");
        assertRefused(look(token, EdgeHarness.newUser()), 404, "INVITE_UNKNOWN");
    }

    @Test
    void tokenIsToldOnceAndNobodyElseIsToldEvenItsHash() throws Exception {
        String key = UUID.randomUUID().toString();
        var first = ask("POST", group + "/invites", alice, key, "{}");
        var again = ask("POST", group + "/invites", alice, key, "{}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(field("id", again)).isEqualTo(field("id", first));
        assertThat(again.body()).doesNotContain("token");
        assertThat(get(group + "/invites", alice).body())
                .contains("\"id\":\"" + field("id", first) + "\"")
                .doesNotContain("oken");
        assertThat(get(group + "/messages", alice).body())
                .contains("inviteCreated")
                .doesNotContain("tokenHash");
        assertRefused(get(group + "/invites", bob), 403, "GROUP_FORBIDDEN");
        assertRefused(get(group + "/invites", carol), 404, "CONVERSATION_UNKNOWN");
    }

    @Test
    void whoHasNoTokenOfTheGroupLearnsNothing() throws Exception {
        invite("{}");
        String foreign = InviteToken.random().value();
        String nowhere = "/v1/conversations/g" + "0".repeat(32);

        assertRefused(join(foreign, carol, ""), 404, "INVITE_UNKNOWN");
        assertRefused(look(foreign, carol), 404, "INVITE_UNKNOWN");
        assertRefused(ask("POST", nowhere + "/join", carol, body(foreign, "")), 404, "INVITE_UNKNOWN");
        assertRefused(ask("POST", nowhere + "/preview", carol, body(foreign, "")), 404, "INVITE_UNKNOWN");
        assertRefused(join("short", carol, ""), 400, "FIELD_INVALID");
    }

    @Test
    void requestIsApprovedByAnAdminAndSeenByNobodyElse() throws Exception {
        question("Who sent you?");
        String token = invite("{}");
        assertRefused(join(token, carol, ""), 400, "JOIN_ANSWER_MISSING");
        assertRefused(get(group + "/join-request", carol), 404, "JOIN_REQUEST_UNKNOWN");

        assertThat(join(token, carol, "Bob").body()).doesNotContain("member");

        assertThat(get(group + "/join-requests", alice).body()).contains(carol.value(), "\"answer\":\"Bob\"");
        assertRefused(get(group + "/join-requests", bob), 403, "GROUP_FORBIDDEN");
        assertThat(get(group + "/join-request", carol).body()).contains("JOIN_REQUEST_STATE_OPEN", "Bob");
        assertRefused(get(group, carol), 404, "CONVERSATION_UNKNOWN");
        assertRefused(join(token, carol, "Bob"), 409, "JOIN_REQUEST_OPEN");
        assertRefused(ask("PUT", group + "/join-requests/" + carol, bob, ""), 403, "GROUP_FORBIDDEN");

        assertThat(ask("PUT", group + "/join-requests/" + carol, alice, "").statusCode())
                .isEqualTo(200);
        assertThat(get(group + "/join-request", carol).body()).contains("JOIN_REQUEST_STATE_APPROVED");
        assertThat(get(group, carol).body()).contains("\"memberCount\":3");
        assertThat(get(group + "/join-requests", alice).body()).doesNotContain(carol.value());
    }

    @Test
    void membersReadThatSomethingHappenedAndAdminsWhat() throws Exception {
        String token = invite("{}");
        join(token, carol, "");
        ask("DELETE", group + "/join-requests/" + carol, alice, "");

        assertThat(changes(alice))
                .containsExactly(
                        GroupChange.WhatCase.CREATED,
                        GroupChange.WhatCase.INVITE_CREATED,
                        GroupChange.WhatCase.JOIN_REQUESTED,
                        GroupChange.WhatCase.JOIN_DECLINED);
        assertThat(changes(bob))
                .containsExactly(
                        GroupChange.WhatCase.CREATED,
                        GroupChange.WhatCase.WHAT_NOT_SET,
                        GroupChange.WhatCase.WHAT_NOT_SET,
                        GroupChange.WhatCase.WHAT_NOT_SET);
        assertThat(get(group + "/messages", bob).body()).doesNotContain(carol.value());
        assertThat(get(group + "/join-request", carol).body()).contains("JOIN_REQUEST_STATE_DECLINED");
    }

    @Test
    void withdrawnRequestIsGone() throws Exception {
        String token = invite("{}");
        join(token, carol, "");

        assertThat(ask("DELETE", group + "/join-request", carol, "").statusCode())
                .isEqualTo(200);

        assertThat(get(group + "/join-request", carol).body()).contains("JOIN_REQUEST_STATE_WITHDRAWN");
        assertRefused(ask("PUT", group + "/join-requests/" + carol, alice, ""), 404, "JOIN_REQUEST_UNKNOWN");
        assertRefused(ask("DELETE", group + "/join-request", EdgeHarness.newUser(), ""), 404, "INVITE_UNKNOWN");
    }

    @Test
    void bannedUsersAndExpiredInvitesAreRefused() throws Exception {
        ask("PATCH", group, alice, OPEN);
        String token = invite("{}");
        String expired = invite("{\"expiresAtMs\":\"1000\"}");
        ask("PUT", group + "/bans/" + carol, alice, "");

        assertRefused(join(token, carol, ""), 409, "MEMBER_BANNED");
        assertRefused(look(token, carol), 409, "MEMBER_BANNED");
        assertRefused(join(expired, EdgeHarness.newUser(), ""), 409, "INVITE_EXPIRED");
        assertRefused(look(expired, EdgeHarness.newUser()), 409, "INVITE_EXPIRED");
    }

    @Test
    void pagesOfRequestsLeaveNobodyOut() throws Exception {
        String token = invite("{}");
        List<String> asking = Stream.generate(EdgeHarness::newUser)
                .limit(3)
                .map(UserId::value)
                .sorted()
                .toList();
        for (String user : asking) {
            assertThat(join(token, new UserId(user), "").statusCode()).isEqualTo(200);
        }

        var first = get(group + "/join-requests?limit=2", alice);
        var second = get(group + "/join-requests?limit=2&cursor=" + field("next", first), alice);

        assertThat(first.body()).contains(asking.get(0), asking.get(1)).doesNotContain(asking.get(2));
        assertThat(second.body()).contains(asking.get(2)).doesNotContain("next");
    }

    @Test
    void announcementStandsOnTopUntilItIsTakenAway() throws Exception {
        assertRefused(ask("PUT", group + "/announcement", bob, "{\"text\":\"We meet\"}"), 403, "GROUP_FORBIDDEN");
        ask("PUT", group + "/announcement", alice, "{\"text\":\"We meet\"}");

        assertThat(get(group, bob).body()).contains("\"announcement\":{\"text\":\"We meet\",\"actor\":\"" + alice);
        ask("PUT", group + "/announcement", alice, "{\"text\":\"\"}");
        assertThat(get(group, bob).body()).doesNotContain("announcement");
    }

    private List<GroupChange.WhatCase> changes(UserId reader) {
        return new Reading(harness, reader)
                .sync(ByteString.EMPTY).getResult().getConversations(0).getEventsList().stream()
                        .map(Event::getChange)
                        .map(GroupChange::getWhatCase)
                        .toList();
    }

    private void question(String text) throws Exception {
        String settings = "{\"joinPolicy\":\"GROUP_JOIN_POLICY_QUESTION\",\"joinQuestion\":\"" + text + "\"}";
        assertThat(ask("PATCH", group, alice, "{\"settings\":" + settings + "}").statusCode())
                .isEqualTo(200);
    }

    private String invite(String terms) throws Exception {
        return field("token", ask("POST", group + "/invites", alice, terms));
    }

    private HttpResponse<String> look(String token, UserId user) throws Exception {
        return ask("POST", group + "/preview", user, body(token, ""));
    }

    private HttpResponse<String> join(String token, UserId user, String answer) throws Exception {
        return ask("POST", group + "/join", user, body(token, answer));
    }

    private static String body(String token, String answer) {
        return "{\"token\":\"" + token + "\",\"answer\":\"" + answer + "\"}";
    }

    private static String field(String name, HttpResponse<String> response) {
        return Pattern.compile("\"" + name + "\":\"([^\"]*)\"")
                .matcher(response.body())
                .results()
                .map(it -> it.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(response.body()));
    }

    private HttpResponse<String> get(String path, UserId user) throws Exception {
        return http.send(builder(path, user).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> ask(String method, String path, UserId user, String body) throws Exception {
        return ask(method, path, user, UUID.randomUUID().toString(), body);
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
