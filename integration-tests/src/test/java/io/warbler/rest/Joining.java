package io.warbler.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.rest.Api.Input;
import java.util.UUID;

/// Somebody comes into a group by an invite, in every way there is.
public final class Joining {

    /// Of the right form, and of no invite.
    static final String NO_TOKEN = "{\"token\":\"AAECAwQFBgcICQoLDA0ODw\"}";

    private final Api api;
    private final Account owner;
    private final String group;

    private Joining(Api api, Account owner, String group) {
        this.api = api;
        this.owner = owner;
        this.group = group;
    }

    /// A new group of its owner alone.
    public static Joining into(Api api, Account owner) {
        var created = Input.as(owner.token())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"title\":\"Door\"}");
        return new Joining(
                api,
                owner,
                api.succeed("createGroup", created).get("conversation").asString());
    }

    /// Asks to be let in, and waits.
    public void ask(Account guest) {
        var asked = api.succeed("joinGroup", by(guest).body(token("")));
        assertThat(asked.has("member")).isFalse();
    }

    /// Each operation once at least.
    void everyOperation(Account guest) {
        api.succeed("setAnnouncement", by(owner).body("{\"text\":\"We meet\"}"));
        var preview = api.succeed("previewGroup", by(guest).body(token("")));
        assertThat(preview.get("title").asString()).isEqualTo("Door");
        ask(guest);
        assertThat(api.fail("joinGroup", 409, by(guest).body(token("")))).isEqualTo("JOIN_REQUEST_OPEN");
        api.succeed("readJoinRequest", by(guest));
        api.succeed("withdrawJoinRequest", by(guest));
        ask(guest);
        assertThat(api.succeed("listJoinRequests", by(owner)).get("requests")).hasSize(1);
        api.succeed("declineJoinRequest", by(owner).path("user", guest.id()));
        ask(guest);
        api.succeed("approveJoinRequest", by(owner).path("user", guest.id()));
        assertThat(api.fail("approveJoinRequest", 404, by(owner).path("user", guest.id())))
                .isEqualTo("JOIN_REQUEST_UNKNOWN");
        String invite = api.succeed("listInvites", by(owner))
                .get("invites")
                .get(0)
                .get("id")
                .asString();
        api.succeed("revokeInvite", by(owner).path("invite", invite));
        assertThat(api.fail("revokeInvite", 404, by(owner).path("invite", invite)))
                .isEqualTo("INVITE_UNKNOWN");
    }

    /// That of a new invite.
    private String token(String answer) {
        String token = api.succeed("createInvite", by(owner).body("{\"maxUses\":9}"))
                .get("token")
                .asString();
        return "{\"token\":\"" + token + "\",\"answer\":\"" + answer + "\"}";
    }

    private Input by(Account account) {
        return Input.as(account.token())
                .path("conversation", group)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
