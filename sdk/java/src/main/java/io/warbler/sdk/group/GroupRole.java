package io.warbler.sdk.group;

/** What a user is in a group. */
public enum GroupRole {
    /** The one member who answers for the group. */
    OWNER,
    /** Keeps order among members. */
    ADMIN,
    /** Everybody else. */
    MEMBER,
    /** No member, or not any more. */
    NONE,
    /** Something that this version does not know. */
    UNKNOWN
}
