package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a user keeps for themselves in a conversation: what they hid, and what is sent later.
///
/// @param api  asks
/// @param user in the name of this member
record OwnState(Api api, Account user) {

    void everyOperation(String conversation) {
        hides(conversation);
        schedules(conversation);
    }

    private void hides(String conversation) {
        Input own = Input.as(user.token()).path("conversation", conversation);
        var hidden = api.succeed("hideMessages", own.body("{\"seqs\":[\"1\"]}"));
        assertThat(api.succeed("hideMessages", own.body("{\"seqs\":[\"1\"]}"))).isEqualTo(hidden);
        assertThat(api.succeed("readHiddenMessages", own)).isEqualTo(hidden);
        assertThat(hidden.at("/ranges/0/last").asString()).isEqualTo("1");
        assertThat(api.succeed("readConversation", own).get("hidden")).isEqualTo(hidden);
        assertThat(api.fail("readMessage", 404, own.path("seq", "1"))).isEqualTo("MESSAGE_UNKNOWN");
        assertThat(api.fail("hideMessages", 404, own.body("{\"seqs\":[\"999\"]}")))
                .isEqualTo("MESSAGE_UNKNOWN");
        for (String wrong : List.of("{}", "{\"seqs\":[]}", "{\"seqs\":[\"0\"]}", "{\"seqs\":[null]}")) {
            assertThat(api.fail("hideMessages", 400, own.body(wrong))).as(wrong).isEqualTo("FIELD_INVALID");
        }
    }

    private void schedules(String conversation) {
        String schedule = "c3".repeat(16);
        Input own = Input.as(user.token()).path("schedule", schedule);
        long tomorrow = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        String later =
                "{\"conversation\":\"" + conversation + "\",\"text\":\"later\",\"dueAtMs\":\"" + tomorrow + "\"}";
        var kept = api.succeed("scheduleSend", own.body(later));
        assertThat(api.succeed("scheduleSend", own.body(later))).isEqualTo(kept);
        assertThat(api.succeed("readScheduledSend", own)).isEqualTo(kept);
        String change = later.replace("later", "even later");
        assertThat(api.fail("scheduleSend", 409, own.body(change))).isEqualTo("SCHEDULED_SEND_CHANGED");
        String seen = kept.get("updatedAtMs").asString();
        var changed =
                api.succeed("scheduleSend", own.body(change.replace("}", ",\"seenUpdatedAtMs\":\"" + seen + "\"}")));
        assertThat(api.succeed("listScheduledSends", Input.as(user.token())).get("scheduledSends"))
                .containsExactly(changed);
        for (String wrong : List.of(
                "{}",
                later.replace(conversation, "d1"),
                later.replace("" + tomorrow, "1"),
                later.replace("" + tomorrow, "99999999999999"),
                later.replace("later", ""),
                later.replace("}", ",\"user\":\"" + user.id() + "\"}"))) {
            assertThat(api.fail(
                            "scheduleSend",
                            400,
                            own.path("schedule", "d4".repeat(16)).body(wrong)))
                    .as(wrong)
                    .isIn("FIELD_INVALID", "BODY_EMPTY");
        }
        assertThat(api.fail("scheduleSend", 400, own.path("schedule", "x").body(later)))
                .isEqualTo("FIELD_INVALID");
        assertThat(api.fail("readScheduledSend", 404, own.path("schedule", "d4".repeat(16))))
                .isEqualTo("SCHEDULED_SEND_UNKNOWN");
        assertThat(api.succeed("cancelScheduledSend", own).get("state").asString())
                .isEqualTo("SCHEDULED_SEND_STATE_CANCELLED");
        assertThat(api.fail("scheduleSend", 409, own.body(later.replace("later", "after all"))))
                .isEqualTo("SCHEDULED_SEND_OVER");
    }
}
