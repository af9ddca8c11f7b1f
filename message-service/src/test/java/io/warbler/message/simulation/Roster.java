package io.warbler.message.simulation;

import io.warbler.message.sequencing.Row;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.GroupRole;
import java.util.List;

/// Who belongs to the group at a seq, by its events alone: told another way than the product does.
final class Roster {

    private final SimulatedStore store;

    Roster(SimulatedStore store) {
        this.store = store;
    }

    /// A user's place at a seq.
    ///
    /// @param isMember  after the event with that seq
    /// @param lastSeq   the last seq at which they were a member, that of the event that ended it included; 0 for
    /// nobody
    /// @param joinedSeq the event that began the last membership
    private record Place(
            boolean isMember, boolean isBanned, boolean isManager, long mutedUntilMs, long lastSeq, long joinedSeq) {

        private static final Place NOBODY = new Place(false, false, false, 0, 0, 0);
    }

    /// Whether the event with this seq is for the user: a member before it or after it.
    boolean maySee(String user, long seq) {
        return at(user, seq).lastSeq() == seq;
    }

    /// Whether the user is a member when the event with this seq happens.
    boolean isMemberBefore(String user, long seq) {
        return at(user, seq - 1).isMember();
    }

    /// Where the membership began that the user has at the seq.
    long joinedSeq(String user, long seq) {
        return at(user, seq).joinedSeq();
    }

    boolean isMutedBefore(String user, long seq, long timeMs) {
        return timeMs < at(user, seq - 1).mutedUntilMs();
    }

    /// Whether the user is owner or admin when the event with this seq happens.
    boolean isManagerBefore(String user, long seq) {
        return at(user, seq - 1).isManager();
    }

    /// Whether the user is owner or admin after the event with this seq.
    boolean isManagerAfter(String user, long seq) {
        return at(user, seq).isManager();
    }

    boolean isBannedBefore(String user, long seq) {
        return at(user, seq - 1).isBanned();
    }

    boolean isBannedMember(String user, long seq) {
        Place place = at(user, seq);
        return place.isBanned() && place.isMember();
    }

    private Place at(String user, long seq) {
        Place place = Place.NOBODY;
        for (Row.Event event : store.events(Cast.GROUP)) {
            if (event.seq() > seq) {
                break;
            }
            place = after(place, user, event);
        }
        return place.isMember()
                ? new Place(true, place.isBanned(), place.isManager(), place.mutedUntilMs(), seq, place.joinedSeq())
                : place;
    }

    private static Place after(Place before, String user, Row.Event event) {
        GroupChange change = event.change();
        boolean joins = switch (change.getWhatCase()) {
            case CREATED ->
                user.equals(event.actor())
                        || change.getCreated().getMembersList().contains(user);
            case MEMBERS_ADDED -> change.getMembersAdded().getUsersList().contains(user);
            case MEMBER_JOINED -> user.equals(event.actor());
            case JOIN_APPROVED -> user.equals(change.getJoinApproved().getUser());
            default -> false;
        };
        boolean leaves = switch (change.getWhatCase()) {
            case MEMBER_REMOVED -> change.getMemberRemoved().getUser().equals(user);
            case MEMBER_BANNED -> change.getMemberBanned().getUser().equals(user);
            case MEMBER_LEFT -> user.equals(event.actor());
            default -> false;
        };
        boolean bans = change.hasMemberBanned() && leaves;
        boolean pardons = joins
                || (change.hasMemberUnbanned()
                        && change.getMemberUnbanned().getUser().equals(user));
        boolean mutes =
                change.hasMemberMuted() && change.getMemberMuted().getUser().equals(user) && before.isMember();
        return new Place(
                joins || (before.isMember() && !leaves),
                bans || (before.isBanned() && !pardons),
                !leaves && manages(before, user, event),
                mutes ? change.getMemberMuted().getUntilMs() : before.mutedUntilMs(),
                leaves && before.isMember() ? event.seq() : before.lastSeq(),
                joins && !before.isMember() ? event.seq() : before.joinedSeq());
    }

    /// Whether a user who does not leave by it is owner or admin after an event.
    private static boolean manages(Place before, String user, Row.Event event) {
        GroupChange change = event.change();
        boolean isTransferred = change.hasOwnershipTransferred()
                && change.getOwnershipTransferred().getUser().equals(user);
        if (isTransferred || (change.hasCreated() && user.equals(event.actor()))) {
            return true;
        }
        boolean isSet = change.hasRoleSet() && change.getRoleSet().getUser().equals(user);
        return isSet ? change.getRoleSet().getRole() == GroupRole.GROUP_ROLE_ADMIN : before.isManager();
    }

    /// What somebody may want of the group.
    static GroupChange draw(Chance chance, long clockMs) {
        String user = chance.of(Cast.USERS);
        return switch (chance.below(14)) {
            case 0, 1, 2, 3 -> Changes.added(user);
            case 4, 5, 6 -> Changes.removed(user);
            case 7 -> Changes.left();
            case 8 -> Changes.banned(user);
            case 9 -> Changes.unbanned(user);
            case 10 -> Changes.role(user, chance.oneIn(2));
            case 11 -> Changes.transferred(user);
            case 12 -> Changes.muted(user, clockMs + chance.below(20));
            default -> Changes.title(List.of("one", "two", "three").get(chance.below(3)));
        };
    }
}
