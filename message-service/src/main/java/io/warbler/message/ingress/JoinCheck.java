package io.warbler.message.ingress;

import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.InviteCreated;
import io.warbler.proto.client.v1.MemberJoined;
import java.util.Optional;

/// The form of joins and invites.
final class JoinCheck {

    private JoinCheck() {}

    /// What is wrong; empty when nothing is.
    static Optional<Error> wrong(GroupChange change) {
        return switch (change.getWhatCase()) {
            case MEMBER_JOINED -> wrong(change.getMemberJoined());
            case INVITE_CREATED -> wrong(change.getInviteCreated());
            case INVITE_REVOKED ->
                change.getInviteRevoked().getInvite() < 1
                        ? ChangeCheck.failed("invite", "1 or more, below 2^63")
                        : Optional.empty();
            default ->
                throw new IllegalArgumentException("change: " + change.getWhatCase() + " (expected: of joining)");
        };
    }

    private static Optional<Error> wrong(MemberJoined joined) {
        if (joined.getTokenHash().size() != Limits.INVITE_TOKEN_HASH_BYTES) {
            return ChangeCheck.failed("token", "that of an invite");
        }
        if (joined.getInvite() != 0) {
            return ChangeCheck.failed("invite", "not set; the token tells");
        }
        return ChangeCheck.wrongText("answer", joined.getAnswer(), 0, Limits.MAX_JOIN_ANSWER_LENGTH);
    }

    private static Optional<Error> wrong(InviteCreated created) {
        if (created.getTokenHash().size() != Limits.INVITE_TOKEN_HASH_BYTES) {
            return ChangeCheck.failed("token", "made by the server");
        }
        if (created.getExpiresAtMs() < 0) {
            return ChangeCheck.failed("expiresAtMs", "0 or more, below 2^63");
        }
        return created.getMaxUses() < 0 || created.getMaxUses() > Limits.MAX_INVITE_USES
                ? ChangeCheck.failed("maxUses", "0 to " + Limits.MAX_INVITE_USES)
                : Optional.empty();
    }
}
