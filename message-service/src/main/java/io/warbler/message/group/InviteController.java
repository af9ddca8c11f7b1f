package io.warbler.message.group;

import io.warbler.boot.security.Principal;
import io.warbler.kernel.ConversationId;
import io.warbler.message.history.ProtoJson;
import io.warbler.message.history.ReadErrors;
import io.warbler.message.history.ReadGate;
import io.warbler.message.send.IdempotencyKey;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.InviteRevoked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Invites of groups over REST, for owner and admins, and what they open. Tokens come in bodies: paths get into logs.
@RestController
@RequestMapping("/v1/conversations/{conversation}")
class InviteController {

    private final GroupChanger groups;
    private final Invitations invitations;
    private final GroupJoiner joiner;
    private final ReadGate gate;

    InviteController(GroupChanger groups, Invitations invitations, GroupJoiner joiner, ReadGate gate) {
        this.groups = groups;
        this.invitations = invitations;
        this.joiner = joiner;
        this.gate = gate;
    }

    /// @param expiresAtMs decimal; absent or 0: never
    /// @param maxUses     absent or 0: any number
    record Terms(@Nullable String expiresAtMs, @Nullable Integer maxUses) {

        long expiry() {
            return expiresAtMs == null ? 0 : ReadErrors.decimal("expiresAtMs", expiresAtMs);
        }

        int uses() {
            return Objects.requireNonNullElse(maxUses, 0);
        }
    }

    /// @param answer to the group's question
    record Entry(@Nullable String token, @Nullable String answer) {

        @Override
        public String toString() {
            return "Entry";
        }
    }

    /// Whoever holds what comes back can come in.
    @PostMapping("/invites")
    ResponseEntity<String> make(
            Principal principal, ConversationId conversation, IdempotencyKey key, @RequestBody Terms terms) {
        ConversationId group = GroupChanger.group(conversation);
        return ProtoJson.answer(
                HttpStatus.CREATED, invitations.make(principal, group, key, terms.expiry(), terms.uses()));
    }

    /// All, without their tokens.
    @GetMapping("/invites")
    ResponseEntity<String> list(Principal principal, ConversationId conversation) {
        ConversationId group = GroupChanger.group(conversation);
        return ProtoJson.ok(gate.pass("invites", () -> invitations.list(principal.user(), group)));
    }

    /// Nobody comes in by it any more.
    @DeleteMapping("/invites/{invite}")
    ResponseEntity<String> revoke(
            Principal principal,
            ConversationId conversation,
            @PathVariable("invite") String invite,
            IdempotencyKey key) {
        var revoked = InviteRevoked.newBuilder().setInvite(ReadErrors.decimal("invite", invite));
        return groups.change(
                principal, conversation, key, GroupChange.newBuilder().setInviteRevoked(revoked));
    }

    /// What the holder of an invite sees of the group.
    @PostMapping("/preview")
    ResponseEntity<String> preview(Principal principal, ConversationId conversation, @RequestBody Entry entry) {
        ConversationId group = GroupChanger.group(conversation);
        InviteToken token = InviteToken.of(entry.token());
        return ProtoJson.ok(gate.pass("preview", () -> joiner.preview(principal.user(), group, token)));
    }

    /// Joins, or asks to be let in.
    @PostMapping("/join")
    ResponseEntity<String> join(
            Principal principal, ConversationId conversation, IdempotencyKey key, @RequestBody Entry entry) {
        ConversationId group = GroupChanger.group(conversation);
        String answer = Objects.requireNonNullElse(entry.answer(), "");
        return ProtoJson.ok(joiner.join(principal, group, key, InviteToken.of(entry.token()), answer));
    }
}
