package io.warbler.sdk.group;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a group, as it took effect. Users are named by their ids. Later versions may know more kinds. */
public sealed interface GroupChange {

    /**
     * The actor created the group and is its owner.
     *
     * @param members the first other members
     */
    record Created(String title, String description, String avatar, GroupSettings settings, List<String> members)
            implements GroupChange {

        public Created {
            members = List.copyOf(members);
        }
    }

    /** The actor made these users members. */
    record MembersAdded(List<String> users) implements GroupChange {

        public MembersAdded {
            users = List.copyOf(users);
        }
    }

    /** The actor removed a member. */
    record MemberRemoved(String user) implements GroupChange {}

    /** The actor left. */
    record MemberLeft() implements GroupChange {}

    /** The user, a member or not, cannot be added until the ban ends; a member is removed by it. */
    record MemberBanned(String user) implements GroupChange {}

    /** The user can be added again. */
    record MemberUnbanned(String user) implements GroupChange {}

    /** A member is an admin now, or an admin a member. */
    record RoleSet(String user, GroupRole role) implements GroupChange {}

    /** The user is the owner now, and the actor an admin. */
    record OwnershipTransferred(String user) implements GroupChange {}

    /** What the group says about itself now. */
    record ProfileSet(String title, String description, String avatar) implements GroupChange {}

    /** The group's rules now. */
    record SettingsSet(GroupSettings settings) implements GroupChange {}

    /**
     * A member may not send for a while, or may again.
     *
     * @param until null when they may again
     */
    record MemberMuted(String user, @Nullable Instant until) implements GroupChange {}

    /** The end of the group; members keep what they can read. */
    record Dissolved() implements GroupChange {}

    /** Something that this version does not know. */
    record Unknown() implements GroupChange {}
}
