package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.FakeFriends;
import io.warbler.message.edge.Reading;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ChangeSettings;
import io.warbler.proto.client.v1.InboxEntry;
import io.warbler.proto.client.v1.InboxSection;
import io.warbler.proto.client.v1.ReadInbox;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What users are told of unread messages, of who has read one, and of their own settings, over the whole service.
class MemberViewIT extends FriendsOverRest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void readersAreThoseWhoseMarkerOrOwnMessageStandsThereOrBeyond() throws Exception {
        ConversationId group = groupWith(bob, carol);
        send(group, alice, "{\"text\":\"one\"}");
        send(group, alice, "{\"text\":\"two\"}");

        assertThat(readers(group, 2, alice)).isEmpty();
        new Reading(harness, carol).mark(group, 2);
        assertThat(readers(group, 2, alice)).containsExactly(carol.value());
        assertThat(readers(group, 3, bob)).isEmpty();
        assertThat(new Reading(harness, carol)
                        .markDelivered(group, 3)
                        .getMarked()
                        .getDeliveredSeq())
                .isEqualTo(3);
        assertThat(readers(group, 3, alice)).isEmpty();
        assertThat(deliveredCount(group, 3, alice)).as("who may write with her").isEqualTo(1);
        harness.friends().answer(FakeFriends.STRANGERS);
        assertThat(deliveredCount(group, 3, alice)).as("whom she does not know").isZero();
        assertThat(deliveredCount(group, 2, alice)).as("who has read").isEqualTo(1);
        harness.friends().answer(CompletableFuture.failedFuture(new IllegalStateException("away")));
        assertRefused(get(path(group) + "/messages/3/readers", alice), 503, "UNAVAILABLE");
        harness.friends().answer(FakeFriends.FRIENDS);
        send(group, bob, "{\"text\":\"three\"}");
        assertThat(readers(group, 3, alice)).containsExactly(bob.value());
        assertThat(readers(group, 2, carol))
                .containsExactlyElementsOf(
                        Stream.of(bob.value(), carol.value()).sorted().toList());
        assertThat(json(path(group) + "/messages/2/readers", alice)
                        .get("addressedCount")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void readersAreToldToPresentMembersAndOfThoseWhoWereThere() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"one\"}");
        add(group, carol);
        new Reading(harness, carol).mark(group, 3);
        new Reading(harness, bob).mark(group, 3);

        assertThat(readers(group, 2, alice)).containsExactly(bob.value());
        assertRefused(get(path(group) + "/messages/2/readers", carol), 404, "MESSAGE_UNKNOWN");
        assertRefused(get(path(group) + "/messages/1/readers", alice), 404, "MESSAGE_UNKNOWN");
        remove(group, bob);
        assertRefused(get(path(group) + "/messages/2/readers", bob), 404, "CONVERSATION_UNKNOWN");
        assertThat(readers(group, 2, alice)).isEmpty();
    }

    @Test
    void thePeerIsTheOnlyReaderOfADirectMessage() throws Exception {
        var sent = ask("POST", "/v1/users/" + bob + "/messages", alice, key(), "{\"text\":\"hi\"}");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        var direct = ConversationId.direct(DirectPair.of(alice, bob));

        assertThat(readers(direct, 1, alice)).isEmpty();
        assertThat(deliveredCount(direct, 1, alice)).isZero();
        new Reading(harness, bob).markDelivered(direct, 1);
        assertThat(readers(direct, 1, alice)).isEmpty();
        assertThat(deliveredCount(direct, 1, alice)).isEqualTo(1);
        new Reading(harness, bob).mark(direct, 1);

        assertThat(readers(direct, 1, alice)).containsExactly(bob.value());
        assertThat(readers(direct, 1, bob)).containsExactly(bob.value());
        assertRefused(get(path(direct) + "/messages/1/readers", carol), 404, "CONVERSATION_UNKNOWN");
    }

    @Test
    void anUnreadCountIsExplainedByWhatItFollowsFrom() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"one\"}");
        send(group, bob, "{\"text\":\"two\"}");
        send(group, alice, "{\"text\":\"three\"}");
        send(group, alice, "{\"text\":\"four\"}");
        add(group, carol);
        assertDone(ask("DELETE", path(group) + "/messages/4", alice, key(), ""));

        JsonNode ofBob = json(path(group) + "/unread", bob);
        JsonNode ofCarol = json(path(group) + "/unread", carol);

        assertThat(ofBob.get("entry").get("unreadCount").asString()).isEqualTo("2");
        assertThat(ofBob.get("ownLastSeq").asString()).isEqualTo("3");
        assertThat(ofBob.get("readOrdinal").asString()).isEqualTo("2");
        assertThat(ofBob.has("markedSeq")).isFalse();
        assertThat(ofBob.get("messages").findValuesAsString("seq")).containsExactly("4", "5");
        assertThat(ofBob.get("messages").get(0).get("deleted").asBoolean()).isTrue();
        assertThat(ofBob.get("messages").get(1).has("deleted")).isFalse();
        assertThat(ofCarol.get("entry").has("unreadCount")).isFalse();
        assertThat(ofCarol.get("joinedOrdinal").asString()).isEqualTo("4");
        assertThat(ofCarol.has("messages")).isFalse();
        new Reading(harness, bob).mark(group, 4);
        assertThat(json(path(group) + "/unread", bob).get("markedSeq").asString())
                .isEqualTo("4");
        assertRefused(get(path(group) + "/unread", EdgeHarness.newUser()), 404, "CONVERSATION_UNKNOWN");
    }

    @Test
    void onlyMessagesThatNameTheUserGetThroughAMute() throws Exception {
        ConversationId group = groupWith(bob);
        new Reading(harness, bob).set(group, muted());
        send(group, alice, "{\"text\":\"one\"}");
        send(
                group,
                alice,
                "{\"body\":{\"text\":\"@bob\",\"spans\":[{\"length\":4,\"style\":\"SPAN_STYLE_MENTION\",\"user\":\""
                        + bob + "\"}]}}");

        InboxEntry entry = inbox(bob).getFirst();

        assertThat(entry.getUnreadCount()).isEqualTo(2);
        assertThat(entry.getBadgeCount()).isEqualTo(1);
    }

    @Test
    void whoIsAddedAgainSeesTheGroupThatTheyHadHidden() throws Exception {
        ConversationId group = groupWith(bob);
        send(group, alice, "{\"text\":\"one\"}");
        remove(group, bob);
        var hidden = ChangeSettings.newBuilder().setSection(InboxSection.INBOX_SECTION_HIDDEN);
        assertThat(new Reading(harness, bob).set(group, hidden).hasSettings()).isTrue();
        send(group, alice, "{\"text\":\"two\"}");
        assertThat(inbox(bob)).isEmpty();

        add(group, bob);

        assertThat(inbox(bob)).extracting(InboxEntry::getConversation).containsExactly(group.value());
    }

    private List<String> readers(ConversationId conversation, long seq, UserId asker) throws Exception {
        JsonNode readers = json(path(conversation) + "/messages/" + seq + "/readers", asker);
        return readers.has("users")
                ? readers.get("users").valueStream().map(JsonNode::asString).toList()
                : List.of();
    }

    private int deliveredCount(ConversationId conversation, long seq, UserId asker) throws Exception {
        return json(path(conversation) + "/messages/" + seq + "/readers", asker)
                .path("deliveredCount")
                .asInt(0);
    }

    private List<InboxEntry> inbox(UserId user) {
        return new Reading(harness, user)
                .inbox(ReadInbox.newBuilder())
                .getInbox()
                .getEntriesList();
    }

    private void remove(ConversationId group, UserId user) throws Exception {
        assertDone(ask("DELETE", path(group) + "/members/" + user, alice, key(), ""));
    }

    private JsonNode json(String path, UserId user) throws Exception {
        var response = get(path, user);
        assertDone(response);
        return JSON.readTree(response.body());
    }

    private static ChangeSettings.Builder muted() {
        return ChangeSettings.newBuilder().setMutedUntilMs(Limits.MUTED_FOR_GOOD_MS);
    }
}
