package io.warbler.sdk;

import io.warbler.sdk.group.GroupChange;
import java.time.Instant;

/**
 * Something that happened in a conversation and is no message.
 *
 * @param conversation where it stands
 * @param seq position among all events and messages of the conversation, dense from 1
 * @param ordinal how many messages stand before it
 * @param actor the user who did it
 * @param happenedAt when the server's log took it
 * @param change what happened
 * @param memberCount how many members the group has after it
 */
public record Event(
        String conversation,
        long seq,
        long ordinal,
        String actor,
        Instant happenedAt,
        GroupChange change,
        int memberCount)
        implements Entry {

    /** Whether it made the user a member of the group. */
    public boolean admits(String user) {
        if (change instanceof GroupChange.Created created) {
            return actor.equals(user) || created.members().contains(user);
        }
        return change instanceof GroupChange.MembersAdded added && added.users().contains(user);
    }
}
