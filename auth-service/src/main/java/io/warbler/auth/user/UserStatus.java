package io.warbler.auth.user;

/// Whether a user may log in and is to be found.
public enum UserStatus {
    /// As everybody begins.
    ACTIVE,
    /// Disabled by themselves: known by id, not found by name; may enable themselves at login.
    DISABLED,
    /// Asked for deletion: as disabled, and a login until it is due cancels it.
    DELETING,
    /// Deletion is under way and nothing stops it.
    DELETED
}
