package io.warbler.sdk;

import java.time.Instant;

/**
 * What the user has written and not sent, as the server keeps it.
 *
 * @param conversation where it is to go
 * @param text what it says; empty, without a target: it was removed
 * @param replyTo the seq of the message that it is to answer; 0: none
 * @param updatedAt when the server took it; a later one counts
 */
public record SavedDraft(String conversation, String text, long replyTo, Instant updatedAt) {

    /** Whether nothing is in it any more. */
    public boolean isRemoved() {
        return text.isEmpty() && replyTo == 0;
    }
}
