package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.Reading;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/// Polls over REST through the whole service, on real stores.
class PollIT extends FriendsOverRest {

    @Test
    void membersVoteChangeTheirVoteAndSeeHowItStandsAndWhoVoted() throws Exception {
        ConversationId group = groupWith(bob, carol);
        ask(group, "");

        assertDone(vote(group, bob, "1"));
        assertDone(vote(group, carol, "1"));
        assertDone(vote(group, carol, "0"));

        assertThat(get(path(group) + "/messages/2", carol).body())
                .contains("\"poll\":{\"tally\":{\"counts\":[1,1,0],\"voterCount\":2},\"mine\":[0]}");
        assertThat(get(path(group) + "/messages/2", alice).body()).doesNotContain("\"mine\"");
        String voters = get(path(group) + "/messages/2/votes", alice).body();
        assertThat(voters).contains(bob.value(), carol.value());
        String page = get(path(group) + "/messages/2/votes?limit=1", alice).body();
        assertThat(page).contains("\"next\":");
        assertRefused(vote(group, carol, "0"), 409, "MESSAGE_UNCHANGED");
        assertRefused(vote(group, carol, "0,1"), 400, "POLL_VOTE_INVALID");
        assertRefused(vote(group, carol, "7"), 400, "POLL_VOTE_INVALID");
        assertRefused(close(group, bob), 403, "MESSAGE_NOT_OWN");
        assertDone(vote(group, carol, ""));
        assertDone(close(group, alice));
        assertRefused(vote(group, bob, "2"), 409, "POLL_CLOSED");
        assertThat(get(path(group) + "/messages/2", bob).body())
                .contains("\"voterCount\":1")
                .contains("\"closedBy\":\"" + alice + "\"");
    }

    @Test
    void nobodyLearnsWhoVotedInAnAnonymousPoll() throws Exception {
        ConversationId group = groupWith(bob, carol);
        ask(group, ",\"anonymous\":true");
        assertDone(vote(group, bob, "1"));

        for (UserId reader : new UserId[] {alice, carol}) {
            assertRefused(get(path(group) + "/messages/2/votes", reader), 403, "POLL_ANONYMOUS");
            String history = get(path(group) + "/messages?afterSeq=2", reader).body();
            assertThat(history).contains("\"pollVoted\":{\"tally\":{\"counts\":[0,1,0]");
            String sync = new Reading(harness, reader).sync(ByteString.EMPTY).toString();
            // he is a member, as the group's first event says
            assertThat(history).doesNotContain("\"actor\":\"" + bob);
            assertThat(sync).contains("poll_voted").doesNotContain("actor: \"" + bob);
        }
        String own = get(path(group) + "/messages?afterSeq=2", bob).body();
        assertThat(own).contains("\"actor\":\"" + bob + "\"", "\"options\":[1]");
        assertThat(get(path(group) + "/messages/2", bob).body()).contains("\"mine\":[1]");
    }

    @Test
    void aPollClosesAtItsTimeAndATextTakesNoVotes() throws Exception {
        ConversationId group = groupWith(bob);
        ask(group, ",\"closesAtMs\":\"1\"");
        send(group, alice, "{\"text\":\"no poll\"}");

        assertRefused(vote(group, bob, "1"), 409, "POLL_CLOSED");
        var onText = ask("PUT", path(group) + "/messages/3/vote", bob, key(), "{\"options\":[0]}");
        assertRefused(onText, 409, "MESSAGE_NOT_A_POLL");
        assertRefused(get(path(group) + "/messages/3/votes", bob), 409, "MESSAGE_NOT_A_POLL");
        assertRefused(
                send(group, alice, "{\"body\":{\"poll\":{\"question\":\"q\",\"options\":[\"a\"]}}}"),
                400,
                "FIELD_INVALID");
    }

    private void ask(ConversationId group, String more) throws Exception {
        var asked = send(
                group,
                alice,
                "{\"body\":{\"poll\":{\"question\":\"Lunch?\",\"options\":[\"pizza\",\"soup\",\"rice\"]" + more
                        + "}}}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(201);
    }

    private HttpResponse<String> vote(ConversationId group, UserId user, String options) throws Exception {
        return ask("PUT", path(group) + "/messages/2/vote", user, key(), "{\"options\":[" + options + "]}");
    }

    private HttpResponse<String> close(ConversationId group, UserId user) throws Exception {
        return ask("POST", path(group) + "/messages/2/close", user, key(), "");
    }
}
