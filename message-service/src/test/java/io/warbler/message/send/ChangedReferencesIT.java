package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import org.junit.jupiter.api.Test;

/// What is told of messages that others answer or copy, when they change.
class ChangedReferencesIT extends FriendsOverRest {

    @Test
    void previewTellsNothingThatWasDeletedOrThatCameAfterTheReaderLeft() throws Exception {
        ConversationId group = groupWith(bob, carol);
        send(group, bob, "{\"text\":\"" + CANARY + "\"}");
        send(group, alice, "{\"text\":\"yes\",\"replyTo\":\"2\"}");
        assertDone(ask("PUT", path(group) + "/messages/2/pin", alice, key(), ""));
        assertDone(ask("DELETE", path(group) + "/members/" + carol, alice, key(), ""));
        assertDone(ask("PATCH", path(group) + "/messages/2", bob, key(), "{\"text\":\"later-4711\"}"));

        String ofMember = "\"kind\":\"MESSAGE_KIND_TEXT\",\"text\":\"later-4711\"}";
        String ofFormerMember = "\"kind\":\"MESSAGE_KIND_TEXT\",\"text\":\"" + CANARY + "\"}";
        assertThat(get(path(group) + "/messages", alice).body()).contains(ofMember);
        assertThat(get(path(group) + "/messages", carol).body())
                .contains(ofFormerMember)
                .doesNotContain("later");
        assertThat(get(path(group) + "/pins", alice).body()).contains("later-4711");
        assertThat(get(path(group) + "/pins", carol).body()).isEqualTo("{}");
        assertDone(ask("DELETE", path(group) + "/messages/2", bob, key(), ""));

        assertThat(get(path(group) + "/messages", alice).body())
                .contains("\"kind\":\"MESSAGE_KIND_TEXT\",\"deleted\":true}")
                .doesNotContain("4711");
        assertThat(seenBy(carol, group)).doesNotContain("4711");
        assertThat(get(path(group) + "/pins", alice).body()).doesNotContain("4711");
        assertRefused(send(group, alice, forward(group, "\"2\"", "")), 404, "FORWARD_SOURCE_UNKNOWN");
    }

    @Test
    void wordsOfOthersAreNotEdited() throws Exception {
        ConversationId from = groupWith(bob);
        ConversationId to = groupWith(carol);
        send(from, bob, "{\"text\":\"words\"}");
        send(to, alice, forward(from, "\"2\"", ""));

        assertRefused(
                ask("PATCH", path(to) + "/messages/2", alice, key(), "{\"text\":\"other words\"}"),
                409,
                "MESSAGE_NOT_EDITABLE");
    }
}
