package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupJoinPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who comes into the group by an invite, by its events alone: told another way than the product does.
final class Newcomers {

    private final SimulatedStore store;
    private final Roster roster;

    Newcomers(SimulatedStore store, Roster roster) {
        this.store = store;
        this.roster = roster;
    }

    /// Whether who does this need be no member.
    static boolean isFromOutside(GroupChange change) {
        return change.hasMemberJoined() || change.hasJoinRequested() || change.hasJoinWithdrawn();
    }

    /// What somebody may want of an invite, or of who asks by it.
    static GroupChange draw(SimulatedStore store, Chance chance, long clockMs) {
        String user = chance.of(Cast.USERS);
        var change = GroupChange.newBuilder();
        switch (chance.below(12)) {
            case 0, 1, 2 ->
                change.getInviteCreatedBuilder()
                        .setTokenHash(hash(chance))
                        .setMaxUses(chance.below(3))
                        .setExpiresAtMs(chance.oneIn(3) ? clockMs + chance.below(100) : 0);
            case 3 -> change.getInviteRevokedBuilder().setInvite(lastInvite(store));
            case 4, 5, 6, 7 -> change.getMemberJoinedBuilder().setTokenHash(hash(chance));
            case 8 -> change.getJoinApprovedBuilder().setUser(user);
            case 9 -> change.getJoinDeclinedBuilder().setUser(user);
            case 10 -> change.getJoinWithdrawnBuilder();
            default ->
                change.getSettingsSetBuilder()
                        .setJoinPolicy(
                                chance.oneIn(3)
                                        ? GroupJoinPolicy.GROUP_JOIN_POLICY_APPROVAL
                                        : GroupJoinPolicy.GROUP_JOIN_POLICY_OPEN);
        }
        return change.build();
    }

    private static ByteString hash(Chance chance) {
        return ByteString.copyFromUtf8("token " + chance.below(2));
    }

    private static long lastInvite(SimulatedStore store) {
        long last = 1;
        for (Row.Event event : store.events(Cast.GROUP)) {
            last = event.change().hasInviteCreated() ? event.seq() : last;
        }
        return last;
    }

    /// I12: whoever came in or asked held an invite that was good there, and nobody who is banned came in.
    void check() {
        Map<Long, Row.Event> invites = new HashMap<>();
        Map<Long, Integer> uses = new HashMap<>();
        Set<String> asking = new HashSet<>();
        var policy = GroupJoinPolicy.GROUP_JOIN_POLICY_UNSPECIFIED;
        for (Row.Event event : store.events(Cast.GROUP)) {
            GroupChange change = event.change();
            switch (change.getWhatCase()) {
                case INVITE_CREATED -> invites.put(event.seq(), event);
                case INVITE_REVOKED -> invites.remove(change.getInviteRevoked().getInvite());
                case SETTINGS_SET -> policy = change.getSettingsSet().getJoinPolicy();
                case MEMBER_JOINED -> {
                    require(policy == GroupJoinPolicy.GROUP_JOIN_POLICY_OPEN, event, "joined what is not open");
                    use(invites, uses, change.getMemberJoined().getInvite(), event);
                    admit(event.actor(), event, asking);
                }
                case JOIN_REQUESTED -> {
                    use(invites, uses, change.getJoinRequested().getInvite(), event);
                    require(!roster.isBannedBefore(event.actor(), event.seq()), event, "asks and is banned");
                    require(asking.add(event.actor()), event, "asks twice");
                }
                case JOIN_APPROVED -> {
                    String user = change.getJoinApproved().getUser();
                    require(asking.contains(user), event, "did not ask");
                    admit(user, event, asking);
                }
                case JOIN_DECLINED ->
                    require(asking.remove(change.getJoinDeclined().getUser()), event, "did not ask");
                case JOIN_WITHDRAWN -> require(asking.remove(event.actor()), event, "did not ask");
                case MEMBERS_ADDED -> asking.removeAll(change.getMembersAdded().getUsersList());
                default -> {}
            }
        }
    }

    private void admit(String user, Row.Event event, Set<String> asking) {
        require(!roster.isBannedBefore(user, event.seq()), event, "came in and is banned");
        require(!roster.isMemberBefore(user, event.seq()), event, "came in twice");
        asking.remove(user);
    }

    private static void use(Map<Long, Row.Event> invites, Map<Long, Integer> uses, long id, Row.Event event) {
        Row.Event made = invites.get(id);
        require(made != null, event, "by no invite");
        if (made != null) {
            var terms = made.change().getInviteCreated();
            long expiry = terms.getExpiresAtMs();
            require(expiry == 0 || event.happenedAtMs() < expiry, event, "by an expired invite");
            int used = uses.merge(id, 1, Integer::sum);
            require(terms.getMaxUses() == 0 || used <= terms.getMaxUses(), event, "by an invite that is used up");
        }
    }

    private static void require(boolean holds, Row.Event event, String what) {
        Invariants.require(holds, "I12", Invariants.id(event) + " at " + event.seq() + ": " + what);
    }
}
