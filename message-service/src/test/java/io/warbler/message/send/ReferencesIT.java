package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What messages contain and refer to, through the whole service on real stores: contents, replies, mentions, forwards,
/// links.
class ReferencesIT extends FriendsOverRest {

    @Test
    void contentsOfAllKindsComeBackAsTheyWere() throws Exception {
        ConversationId group = groupWith(bob);
        String blob = "{\"id\":\"a1\",\"mediaType\":\"TYPE\",\"sizeBytes\":\"9\",\"fileName\":\"f\"}";
        List<String> bodies = List.of(
                "{\"text\":\"bold\",\"spans\":[{\"length\":4,\"style\":\"SPAN_STYLE_BOLD\"}]}",
                "{\"image\":{\"blob\":" + blob.replace("TYPE", "image/png") + ",\"width\":3,\"height\":4}}",
                "{\"voice\":{\"blob\":" + blob.replace("TYPE", "audio/ogg")
                        + ",\"durationMs\":5,\"waveform\":\"AAE=\"}}",
                "{\"location\":{\"latitude\":48.5,\"longitude\":-2.25,\"name\":\"here\"}}",
                "{\"contact\":{\"name\":\"Bob\",\"phones\":[\"+49\"]}}",
                "{\"custom\":{\"type\":\"com.example.order\",\"json\":\"{}\",\"fallback\":\"An order\"}}");
        for (String body : bodies) {
            assertThat(send(group, alice, "{\"body\":" + body + "}").statusCode())
                    .isEqualTo(201);
        }

        String page = get(path(group) + "/messages", bob).body();

        bodies.forEach(body -> assertThat(page).contains("\"body\":" + body));
        assertThat(page)
                .contains(
                        "MESSAGE_KIND_TEXT",
                        "MESSAGE_KIND_IMAGE",
                        "MESSAGE_KIND_VOICE",
                        "MESSAGE_KIND_LOCATION",
                        "MESSAGE_KIND_CONTACT",
                        "MESSAGE_KIND_CUSTOM");
    }

    @Test
    void wrongContentIsRefusedForGoodAndNamed() throws Exception {
        ConversationId group = groupWith(bob);
        String key = key();
        String wrong = "{\"body\":{\"location\":{\"latitude\":91}}}";

        var refused = ask("POST", path(group) + "/messages", alice, key, wrong);

        assertRefused(refused, 400, "FIELD_INVALID");
        assertThat(refused.body()).contains("body.location.latitude (expected: -90 to 90)");
        assertThat(ask("POST", path(group) + "/messages", alice, key, wrong).body())
                .isEqualTo(refused.body());
        assertRefused(send(group, alice, "{\"body\":{\"image\":{}}}"), 400, "FIELD_INVALID");
        assertRefused(send(group, alice, "{\"body\":{\"bundle\":{}}}"), 400, "FIELD_INVALID");
        assertRefused(send(group, alice, "{\"body\":{\"txt\":\"a\"}}"), 400, "FIELD_INVALID");
        assertRefused(send(group, alice, "{\"body\":{}}"), 400, "BODY_EMPTY");
        assertRefused(send(group, alice, "{\"text\":\"a\",\"body\":{\"text\":\"b\"}}"), 400, "FIELD_INVALID");
        assertRefused(send(group, alice, "{\"text\":\"a\",\"replyTo\":\"0\"}"), 400, "FIELD_INVALID");
        assertThat(send(group, alice, "{\"text\":\"fine\"}").body()).contains("\"seq\":\"2\"");
    }

    @Test
    void replyShowsWhatItAnswersToWhoeverCanReadThat() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, bob, "{\"text\":\"" + CANARY + "\"}");
        add(group, carol);
        var sent = send(group, alice, "{\"text\":\"yes\",\"replyTo\":\"2\"}");
        assertThat(sent.body()).contains("\"seq\":\"4\"");

        assertThat(get(path(group) + "/messages", bob).body())
                .contains("\"reply\":{\"seq\":\"2\",\"ordinal\":\"1\",\"sender\":\"" + bob
                        + "\",\"kind\":\"MESSAGE_KIND_TEXT\",\"text\":\"" + CANARY + "\"}");
        assertThat(new Reading(harness, bob)
                        .sync(com.google.protobuf.ByteString.EMPTY)
                        .toString())
                .contains(CANARY);
        assertThat(seenBy(carol, group))
                .contains("\"reply\":{\"seq\":\"2\",\"ordinal\":\"1\"}")
                .doesNotContain(CANARY)
                .doesNotContain(bob.value() + "\",\"kind\"");
    }

    @Test
    void onlyMessagesThatTheSenderCanReadAreAnswered() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, bob, "{\"text\":\"" + CANARY + "\"}");
        add(group, carol);

        assertRefused(send(group, carol, "{\"text\":\"?\",\"replyTo\":\"2\"}"), 404, "REPLY_TARGET_UNKNOWN");
        assertRefused(send(group, alice, "{\"text\":\"?\",\"replyTo\":\"1\"}"), 404, "REPLY_TARGET_UNKNOWN");
        assertRefused(send(group, alice, "{\"text\":\"?\",\"replyTo\":\"99\"}"), 404, "REPLY_TARGET_UNKNOWN");
        assertRefused(
                send(group, EdgeHarness.newUser(), "{\"text\":\"?\",\"replyTo\":\"2\"}"), 404, "CONVERSATION_UNKNOWN");
    }

    @Test
    void repeatedReplyIsOneMessageAndAnotherTargetAnotherOne() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, bob, "{\"text\":\"one\"}");
        send(group, bob, "{\"text\":\"two\"}");
        String key = key();

        var first = ask("POST", path(group) + "/messages", alice, key, "{\"text\":\"yes\",\"replyTo\":\"2\"}");
        var again = ask("POST", path(group) + "/messages", alice, key, "{\"text\":\"yes\",\"replyTo\":\"2\"}");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertRefused(
                ask("POST", path(group) + "/messages", alice, key, "{\"text\":\"yes\",\"replyTo\":\"3\"}"),
                409,
                "CLIENT_MESSAGE_ID_REUSED");
        assertRefused(
                ask("POST", path(group) + "/messages", alice, key, "{\"text\":\"yes\"}"),
                409,
                "CLIENT_MESSAGE_ID_REUSED");
    }

    @Test
    void forwardIsCopiedWithItsOriginFromWhereverTheSenderReads() throws Exception {
        ConversationId from = groupWith(bob);
        ConversationId to = groupWith(carol);
        send(from, bob, "{\"text\":\"" + CANARY + "\"}");
        String forward = forward(from, "\"2\"", "");

        assertThat(send(to, alice, forward).statusCode()).isEqualTo(201);
        String further = forward(to, "\"2\"", "");
        assertThat(ask("POST", "/v1/users/" + alice + "/messages", carol, key(), further)
                        .statusCode())
                .isEqualTo(201);

        assertThat(get(path(to) + "/messages", carol).body())
                .contains(CANARY, "\"forwardedFrom\":{\"sender\":\"" + bob + "\"")
                .doesNotContain(from.value());
        assertThat(get("/v1/conversations", alice).body()).contains("\"forwardedFrom\":{\"sender\":\"" + bob + "\"");
        assertRefused(send(to, carol, forward), 404, "FORWARD_SOURCE_UNKNOWN");
        assertRefused(send(to, alice, forward(from, "\"1\"", "")), 404, "FORWARD_SOURCE_UNKNOWN");
        assertRefused(send(to, alice, forward(from, "\"2\",\"3\"", "")), 400, "FIELD_INVALID");
        assertRefused(send(to, alice, forward(from, "", "")), 400, "FIELD_INVALID");
    }

    @Test
    void bundleHasItsMessagesInOrderAndIsNeverPutIntoAnother() throws Exception {
        ConversationId from = groupWith(bob);
        ConversationId to = groupWith(carol);
        send(from, bob, "{\"text\":\"one\"}");
        ask("PATCH", path(from), alice, key(), "{\"title\":\"Better friends\"}");
        send(from, alice, "{\"text\":\"two\"}");

        String merged = ",\"merged\":true,\"title\":\"Notes\"";
        assertThat(send(to, alice, forward(from, "\"2\",\"4\"", merged)).statusCode())
                .isEqualTo(201);

        assertThat(get(path(to) + "/messages", carol).body())
                .contains("MESSAGE_KIND_BUNDLE", "\"title\":\"Notes\"")
                .containsSubsequence(bob.value(), "\"one\"", alice.value(), "\"two\"");
        assertRefused(send(to, alice, forward(from, "\"2\",\"3\"", merged)), 404, "FORWARD_SOURCE_UNKNOWN");
        assertRefused(send(to, alice, forward(to, "\"2\"", merged)), 409, "BUNDLE_NESTED");
    }

    @Test
    void mentionsComeNewestFirstOverAllConversations() throws Exception {
        ConversationId one = groupWith(bob, carol);
        ConversationId other = groupWith(bob);
        send(one, alice, mentioning(bob, "first"));
        send(other, alice, mentioning(bob, "second"));
        send(one, alice, all("third"));
        send(one, alice, "{\"text\":\"plain\"}");
        send(other, bob, mentioning(bob, "own"));

        String page = get("/v1/mentions", bob).body();

        assertThat(page).containsSubsequence("third", "second", "first").doesNotContain("plain", "own", "next");
        assertThat(get("/v1/mentions?limit=2", bob).body())
                .containsSubsequence("third", "second")
                .contains("\"next\"")
                .doesNotContain("first");
        assertThat(get("/v1/mentions", carol).body()).contains("third").doesNotContain("first");
        assertThat(get("/v1/mentions", alice).body()).isEqualTo("{}");
        assertThat(get(path(one), bob).body()).contains("\"unreadMentionCount\":2");
        assertThat(get(path(other), bob).body()).doesNotContain("unreadMentionCount");
    }

    @Test
    void pagesOfMentionsFollowEachOther() throws Exception {
        ConversationId group = groupWith(bob);
        for (int i = 0; i < 5; i++) {
            send(group, alice, mentioning(bob, "mention-" + i));
        }

        var seen = new StringBuilder();
        String cursor = "";
        for (int i = 0; i < 3; i++) {
            String page = get("/v1/mentions?limit=2&cursor=" + cursor, bob).body();
            seen.append(page);
            cursor = page.contains("\"next\"") ? page.replaceAll(".*\"next\":\"([^\"]*)\".*", "$1") : "end";
        }

        assertThat(cursor).isEqualTo("end");
        assertThat(seen.toString())
                .containsSubsequence("mention-4", "mention-3", "mention-2", "mention-1", "mention-0");
        assertRefused(get("/v1/mentions?cursor=AAAA", bob), 400, "FIELD_INVALID");
        assertRefused(get("/v1/mentions?limit=101", bob), 400, "FIELD_INVALID");
    }

    @Test
    void nobodyFindsMentionsThatTheyMayNotRead() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, mentioning(carol, CANARY));
        send(group, alice, all(CANARY));
        add(group, carol);
        assertThat(ask("DELETE", path(group) + "/members/" + bob, alice, key(), "")
                        .statusCode())
                .isEqualTo(200);
        send(group, alice, mentioning(bob, "gone-" + CANARY));
        send(group, alice, all("gone-" + CANARY));

        assertThat(get("/v1/mentions", bob).body()).contains(CANARY).doesNotContain("gone-");
        assertThat(get("/v1/mentions", carol).body()).contains("gone-").doesNotContain("\"text\":\"" + CANARY);
        assertThat(get("/v1/mentions", EdgeHarness.newUser()).body()).isEqualTo("{}");
    }

    @Test
    void whoMayMentionAllIsASettingOfTheGroup() throws Exception {
        ConversationId group = groupWith(bob);

        assertRefused(send(group, bob, all("hear")), 403, "GROUP_FORBIDDEN");
        var opened = ask(
                "PATCH", path(group), alice, key(), "{\"settings\":{\"mayMentionAll\":\"GROUP_AUDIENCE_EVERYONE\"}}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(send(group, bob, all("hear")).statusCode()).isEqualTo(201);
        assertRefused(ask("POST", "/v1/users/" + bob + "/messages", alice, key(), all("hear")), 400, "FIELD_INVALID");
    }

    @Test
    void linkLeadsMembersToTheMessageAndNobodyElse() throws Exception {
        ConversationId group = groupWith(bob);
        for (int i = 1; i <= 9; i++) {
            send(group, alice, "{\"text\":\"text-" + i + "\"}");
        }
        add(group, carol);

        assertThat(get(path(group) + "/messages/4", bob).body())
                .contains("text-3")
                .contains("\"seq\":\"4\"");
        assertRefused(get(path(group) + "/messages/1", bob), 404, "MESSAGE_UNKNOWN");
        assertRefused(get(path(group) + "/messages/99", bob), 404, "MESSAGE_UNKNOWN");
        assertRefused(get(path(group) + "/messages/4", carol), 404, "MESSAGE_UNKNOWN");
        assertRefused(get(path(group) + "/messages/4", EdgeHarness.newUser()), 404, "CONVERSATION_UNKNOWN");
        assertRefused(get(path(group) + "/messages/0", bob), 400, "FIELD_INVALID");
        assertRefused(get(path(group) + "/messages/x", bob), 400, "FIELD_INVALID");
        assertThat(get(path(group) + "/messages?aroundSeq=6&limit=4", bob).body())
                .contains("text-3", "text-4", "text-5", "text-6")
                .doesNotContain("text-2", "text-7");
        assertRefused(get(path(group) + "/messages?aroundSeq=6&before=3", bob), 400, "FIELD_INVALID");
    }

    private static String mentioning(UserId user, String text) {
        return "{\"body\":{\"text\":\"@ " + text + "\",\"spans\":[{\"length\":1,\"style\":\"SPAN_STYLE_MENTION\","
                + "\"user\":\"" + user + "\"}]}}";
    }

    private static String all(String text) {
        return "{\"body\":{\"text\":\"@ " + text
                + "\",\"spans\":[{\"length\":1,\"style\":\"SPAN_STYLE_MENTION_ALL\"}]}}";
    }
}
