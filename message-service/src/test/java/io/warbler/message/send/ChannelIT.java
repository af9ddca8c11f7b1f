package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.edge.Reading;
import io.warbler.proto.client.v1.ConversationDelta;
import io.warbler.proto.client.v1.ConversationKind;
import io.warbler.proto.client.v1.Event;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Channels over REST through the whole service, and what their readers then see. Alice owns them.
@Tag("I11")
class ChannelIT extends FriendsOverRest {

    private static final String TEXT = "{\"text\":\"news\"}";

    @Test
    void ownerWritesAndReadersReadAndReact() throws Exception {
        ConversationId channel = channelWith(bob, carol);

        assertThat(send(channel, alice, TEXT).statusCode()).isEqualTo(201);
        assertRefused(send(channel, bob, TEXT), 403, "GROUP_FORBIDDEN");
        assertRefused(send(channel, EdgeHarness.newUser(), TEXT), 404, "CONVERSATION_UNKNOWN");
        assertDone(ask("PUT", path(channel) + "/messages/2/reactions/%F0%9F%91%8D", bob, key(), ""));
        assertRefused(ask("PUT", path(channel) + "/messages/2/pin", bob, key(), ""), 403, "GROUP_FORBIDDEN");

        ConversationDelta delta = delta(new Reading(harness, carol));
        assertThat(delta.getEntry().getKind()).isEqualTo(ConversationKind.CONVERSATION_KIND_CHANNEL);
        assertThat(delta.getMessagesList()).extracting(it -> it.getSeq()).containsExactly(2L);
        assertThat(delta.getEntry().getUnreadCount()).isEqualTo(1);
        assertThat(delta.getEntry().getGroup().getMemberCount()).isEqualTo(3);
    }

    @Test
    void adminsWriteAsLongAsTheyAreSome() throws Exception {
        ConversationId channel = channelWith(bob);
        setRole(channel, "GROUP_ROLE_ADMIN");
        assertThat(send(channel, bob, TEXT).statusCode()).isEqualTo(201);

        setRole(channel, "GROUP_ROLE_MEMBER");

        assertRefused(send(channel, bob, TEXT), 403, "GROUP_FORBIDDEN");
    }

    @Test
    void readersAreNotShownToEachOther() throws Exception {
        ConversationId channel = channelWith(bob);
        send(channel, alice, TEXT);
        add(channel, carol);
        var banned = EdgeHarness.newUser();
        assertDone(ask("PUT", path(channel) + "/bans/" + banned, alice, key(), ""));

        String seenByBob = seenBy(bob, channel);
        String seenByCarol = seenBy(carol, channel);

        assertThat(seenByBob).doesNotContain(carol.value(), banned.value());
        assertThat(seenByCarol).contains("membersAdded", "news").doesNotContain(bob.value(), banned.value());
        assertThat(seenBy(alice, channel)).contains(bob.value(), carol.value(), banned.value());
        assertRefused(get(path(channel) + "/members", bob), 403, "GROUP_FORBIDDEN");
        assertRefused(get(path(channel) + "/messages/2/readers", bob), 403, "GROUP_FORBIDDEN");
        assertThat(get(path(channel) + "/members", alice).body()).contains(bob.value(), carol.value());
        List<Event> events = delta(new Reading(harness, bob)).getEventsList();
        assertThat(events).extracting(Event::getSeq).containsExactly(1L, 3L, 4L);
        assertThat(events.getFirst().getChange().getCreated().getMembersList()).containsExactly(bob.value());
        assertThat(events.get(1).hasChange()).isFalse();
        assertThat(events.get(1).getActor()).isEmpty();
        assertThat(events.get(1).getMemberCount()).isEqualTo(3);
    }

    @Test
    void whoIsRemovedIsToldAndReadsNothingLater() throws Exception {
        ConversationId channel = channelWith(bob, carol);
        assertDone(ask("DELETE", path(channel) + "/members/" + bob, alice, key(), ""));
        send(channel, alice, "{\"text\":\"" + CANARY + "\"}");

        ConversationDelta ofBob = delta(new Reading(harness, bob));

        assertThat(ofBob.getEventsList()
                        .getLast()
                        .getChange()
                        .getMemberRemoved()
                        .getUser())
                .isEqualTo(bob.value());
        assertThat(seenBy(bob, channel)).doesNotContain(CANARY);
        assertThat(delta(new Reading(harness, carol)).getEventsList().getLast().hasChange())
                .isFalse();
    }

    @Test
    void readMarkersAreForOwnerAndAdminsAndDeliveredOnesStandStill() throws Exception {
        ConversationId channel = channelWith(bob, carol);
        send(channel, alice, TEXT);

        assertThat(new Reading(harness, bob)
                        .markDelivered(channel, 2)
                        .getMarked()
                        .getDeliveredSeq())
                .isZero();
        new Reading(harness, bob).mark(channel, 2);

        assertThat(get(path(channel) + "/messages/2/readers", alice).body()).contains(bob.value());
    }

    @Test
    void whoeverHoldsAnInviteReadsFromTheStart() throws Exception {
        ConversationId channel = channelWith();
        send(channel, alice, TEXT);
        String open = "{\"settings\":{\"joinPolicy\":\"GROUP_JOIN_POLICY_OPEN\"}}";
        assertDone(ask("PATCH", path(channel), alice, key(), open));
        String made =
                ask("POST", path(channel) + "/invites", alice, key(), "{}").body();
        String token = made.replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");

        assertDone(ask("POST", path(channel) + "/join", bob, key(), "{\"token\":\"" + token + "\"}"));

        assertThat(get(path(channel) + "/messages", bob).body()).contains("news");
        assertRefused(ask("POST", path(channel) + "/invites", bob, key(), "{}"), 403, "GROUP_FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"maySend\":\"GROUP_AUDIENCE_EVERYONE\"",
                "\"mayInvite\":\"GROUP_AUDIENCE_EVERYONE\"",
                "\"mayEditInfo\":\"GROUP_AUDIENCE_EVERYONE\"",
                "\"mayPin\":\"GROUP_AUDIENCE_EVERYONE\"",
                "\"mayMentionAll\":\"GROUP_AUDIENCE_EVERYONE\"",
                "\"slowModeSeconds\":5"
            })
    void whatTheKindSaysCannotBeSet(String setting) throws Exception {
        ConversationId channel = channelWith(bob);
        String settings = "\"settings\":{" + setting + "}";

        assertRefused(ask("PATCH", path(channel), alice, key(), "{" + settings + "}"), 400, "FIELD_INVALID");
        String created = "{\"title\":\"News\",\"kind\":\"CONVERSATION_KIND_CHANNEL\"," + settings + "}";
        assertRefused(ask("POST", "/v1/conversations", alice, key(), created), 400, "FIELD_INVALID");
        // in a group it takes effect, or is so already
        assertThat(ask("PATCH", path(groupWith(bob)), alice, key(), "{" + settings + "}")
                        .statusCode())
                .isIn(200, 409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONVERSATION_KIND_DIRECT", "CONVERSATION_KIND_UNSPECIFIED", "CHANNEL", "UNRECOGNIZED", ""})
    void otherKindsAreNotCreated(String kind) throws Exception {
        String body = "{\"title\":\"News\",\"kind\":\"" + kind + "\"}";

        assertRefused(ask("POST", "/v1/conversations", alice, key(), body), 400, "FIELD_INVALID");
    }

    @Test
    void repeatedCreationNamesTheSameChannel() throws Exception {
        String key = key();
        String body = "{\"title\":\"News\",\"kind\":\"CONVERSATION_KIND_CHANNEL\"}";

        var first = ask("POST", "/v1/conversations", alice, key, body);
        var again = ask("POST", "/v1/conversations", alice, key, body);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    private void setRole(ConversationId channel, String role) throws Exception {
        String path = path(channel) + "/members/" + bob + "/role";
        assertDone(ask("PUT", path, alice, key(), "{\"role\":\"" + role + "\"}"));
    }

    private static ConversationDelta delta(Reading reading) {
        return reading.sync(ByteString.EMPTY).getResult().getConversations(0);
    }
}
