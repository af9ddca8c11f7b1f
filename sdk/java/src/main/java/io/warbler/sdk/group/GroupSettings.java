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
 * @param joinPolicy who comes in by an invite
 * @param joinQuestion what is asked of who wants to join; may be empty
 */
public record GroupSettings(
        Audience maySend,
        Audience mayInvite,
        Audience mayEdit,
        History history,
        Duration slowMode,
        Audience mayMentionAll,
        JoinPolicy joinPolicy,
        String joinQuestion) {

    /** Settings of a group that lets in by an invite who is approved. */
    public GroupSettings(
            Audience maySend,
            Audience mayInvite,
            Audience mayEdit,
            History history,
            Duration slowMode,
            Audience mayMentionAll) {
        this(maySend, mayInvite, mayEdit, history, slowMode, mayMentionAll, JoinPolicy.APPROVAL, "");
    }

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

    /** Who comes in by an invite. */
    public enum JoinPolicy {
        /** Whoever holds one. */
        OPEN,
        /** Whom owner or an admin approve. */
        APPROVAL,
        /** The same, and who asks answers a question. */
        QUESTION,
        /** Nobody. */
        CLOSED,
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
