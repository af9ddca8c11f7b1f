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

    /**
     * The actor joined by an invite.
     *
     * @param invite its id
     */
    record MemberJoined(long invite) implements GroupChange {}

    /**
     * The actor asks to be let in. Told to owner and admins alone.
     *
     * @param invite the id of the invite by which they ask
     * @param answer to the group's question; may be empty. Written by somebody who is no member
     */
    record JoinRequested(long invite, String answer) implements GroupChange {}

    /** The user asked to be let in, and is a member now. */
    record JoinApproved(String user) implements GroupChange {}

    /** The user asked to be let in, and is not. Told to owner and admins alone. */
    record JoinDeclined(String user) implements GroupChange {}

    /** The actor asked to be let in, and does not any more. Told to owner and admins alone. */
    record JoinWithdrawn() implements GroupChange {}

    /**
     * The actor made an invite; its id is the seq of the event. Told to owner and admins alone.
     *
     * @param expiresAt null: never
     * @param maxUses 0: any number
     */
    record InviteCreated(@Nullable Instant expiresAt, int maxUses) implements GroupChange {}

    /**
     * An invite is good for nothing any more. Told to owner and admins alone.
     *
     * @param invite its id
     */
    record InviteRevoked(long invite) implements GroupChange {}

    /**
     * What stands on top of the group now.
     *
     * @param text empty: nothing
     */
    record AnnouncementSet(String text) implements GroupChange {}

    /** Something that only owner and admins may know. */
    record Undisclosed() implements GroupChange {}

    /** Something that this version does not know. */
    record Unknown() implements GroupChange {}
}
