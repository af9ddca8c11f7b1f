package io.warbler.rest;

/// How the one who asks stands to the group that is asked about.
public enum Standing {
    OWNER,
    ADMIN,
    MEMBER,
    MUTED,
    BANNED,
    EX_MEMBER,
    STRANGER
}
