package io.warbler.sdk.group;

import java.time.Duration;

/**
 * Rules that a group gave itself.
 *
 * @param maySend who may send messages
 * @param mayInvite who may add members
 * @param mayEdit who may change title, description and avatar
 * @param history from where members may read
 * @param slowMode what a member has to wait between two messages; zero for no limit. Not for owner and admins
 * @param mayMentionAll who may mention all members
 */
public record GroupSettings(
        Audience maySend,
        Audience mayInvite,
        Audience mayEdit,
        History history,
        Duration slowMode,
        Audience mayMentionAll) {

    /** Settings of a group in which admins may mention all. */
    public GroupSettings(Audience maySend, Audience mayInvite, Audience mayEdit, History history, Duration slowMode) {
        this(maySend, mayInvite, mayEdit, history, slowMode, Audience.ADMINS);
    }

    /** To whom something is open. */
    public enum Audience {
        /** Every member. */
        EVERYONE,
        /** Owner and admins. */
        ADMINS,
        /** Something that this version does not know. */
        UNKNOWN
    }

    /** From where a member may read. */
    public enum History {
        /** From the event that made the user a member. */
        FROM_JOIN,
        /** From the beginning of the group. */
        FROM_START,
        /** Something that this version does not know. */
        UNKNOWN
    }
}
