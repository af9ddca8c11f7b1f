package io.warbler.rest;

/// How the one who asks stands to the user whose things are asked for.
public enum Relation {
    SELF,
    FRIEND,
    STRANGER,
    BLOCKED
}
