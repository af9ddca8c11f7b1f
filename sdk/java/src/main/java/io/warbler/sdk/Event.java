package io.warbler.sdk;

import io.warbler.sdk.group.GroupChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a conversation and is no message.
 *
 * @param conversation where it stands
 * @param seq position among all events and messages of the conversation, dense from 1
 * @param ordinal how many messages stand before it
 * @param actor the user who did it
 * @param happenedAt when the server's log took it
 * @param change what happened to the group
 * @param memberCount how many members the group has after it
 * @param messageChange what happened to a message; null when the group changed
 */
public record Event(
        String conversation,
        long seq,
        long ordinal,
        String actor,
        Instant happenedAt,
        GroupChange change,
        int memberCount,
        @Nullable MessageChange messageChange)
        implements Entry {

    /** A change of a group. */
    // allow ParameterNumber: an event has as many parts
    public Event(
            String conversation,
            long seq,
            long ordinal,
            String actor,
            Instant happenedAt,
            GroupChange change,
            int memberCount) {
        this(conversation, seq, ordinal, actor, happenedAt, change, memberCount, null);
    }

    /** Whether it made the user a member of the group. */
    public boolean admits(String user) {
        if (change instanceof GroupChange.Created created) {
            return actor.equals(user) || created.members().contains(user);
        }
        if (change instanceof GroupChange.JoinApproved approved) {
            return approved.user().equals(user);
        }
        if (change instanceof GroupChange.MemberJoined) {
            return actor.equals(user);
        }
        return change instanceof GroupChange.MembersAdded added && added.users().contains(user);
    }
}
