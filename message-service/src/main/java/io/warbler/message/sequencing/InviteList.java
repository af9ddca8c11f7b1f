package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.Invite;
import io.warbler.proto.client.v1.InviteCreated;
import io.warbler.proto.store.v1.InviteState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The invites of a group, in the order in which they were made; moved on by events alone. Not thread-safe.
///
/// A use is a join or a request to join: never more come in by an invite than it is good for.
final class InviteList {

    /// Replaced, never changed.
    private List<InviteState> invites;

    InviteList(List<InviteState> stored) {
        invites = List.copyOf(stored);
    }

    /// Moves on past an event; most change nothing. What is good for nothing makes room for what is new.
    void apply(Row.Event event) {
        GroupChange change = event.change();
        switch (change.getWhatCase()) {
            case INVITE_CREATED -> {
                List<InviteState> good = usableAt(event.happenedAtMs());
                invites = Stream.concat(good.stream(), Stream.of(made(change.getInviteCreated(), event)))
                        .toList();
            }
            case INVITE_REVOKED ->
                invites = invites.stream()
                        .filter(it -> it.getInvite().getId()
                                != change.getInviteRevoked().getInvite())
                        .toList();
            case MEMBER_JOINED -> use(change.getMemberJoined().getInvite());
            case JOIN_REQUESTED -> use(change.getJoinRequested().getInvite());
            default -> {}
        }
    }

    /// In the form that is stored.
    List<InviteState> toProto() {
        return invites;
    }

    /// The invite whose token has the hash.
    Optional<Invite> of(ByteString tokenHash) {
        return invites.stream()
                .filter(it -> it.getTokenHash().equals(tokenHash))
                .map(InviteState::getInvite)
                .findFirst();
    }

    boolean has(long id) {
        return invites.stream().anyMatch(it -> it.getInvite().getId() == id);
    }

    /// How many are good for something at a time.
    int countAt(long timeMs) {
        return usableAt(timeMs).size();
    }

    static boolean isExpired(Invite invite, long timeMs) {
        return invite.getExpiresAtMs() != 0 && timeMs >= invite.getExpiresAtMs();
    }

    static boolean isUsedUp(Invite invite) {
        return invite.getMaxUses() != 0 && invite.getUses() >= invite.getMaxUses();
    }

    private List<InviteState> usableAt(long timeMs) {
        return invites.stream()
                .filter(it -> !isExpired(it.getInvite(), timeMs) && !isUsedUp(it.getInvite()))
                .toList();
    }

    private void use(long id) {
        invites = invites.stream()
                .map(it -> it.getInvite().getId() == id ? used(it) : it)
                .toList();
    }

    private static InviteState used(InviteState state) {
        var used = state.toBuilder();
        used.getInviteBuilder().setUses(state.getInvite().getUses() + 1);
        return used.build();
    }

    private static InviteState made(InviteCreated created, Row.Event event) {
        return InviteState.newBuilder()
                .setTokenHash(created.getTokenHash())
                .setInvite(Invite.newBuilder()
                        .setId(event.seq())
                        .setCreator(event.actor())
                        .setMadeAtMs(event.happenedAtMs())
                        .setExpiresAtMs(created.getExpiresAtMs())
                        .setMaxUses(created.getMaxUses()))
                .build();
    }
}
