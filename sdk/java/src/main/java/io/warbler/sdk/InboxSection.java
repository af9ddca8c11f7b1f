package io.warbler.sdk;

/** The part of the user's inbox in which a conversation stands. */
public enum InboxSection {
    /** Among all others, by last activity. */
    LISTED,
    /** Before all others, in the order of pinning. */
    PINNED,
    /** In the archive, until a message comes while it is not muted. */
    ARCHIVED,
    /** In no list, until a message comes. */
    HIDDEN
}
