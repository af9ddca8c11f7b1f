package io.warbler.auth.user;

import org.jspecify.annotations.Nullable;

/// What a user says about themselves; each part may be missing.
///
/// @param displayName what others read in place of the name
/// @param avatar      where a picture is
/// @param statusText  a line for others
public record Profile(
        @Nullable String displayName,
        @Nullable String avatar,
        @Nullable String statusText) {

    /// Nothing said yet.
    public static final Profile EMPTY = new Profile(null, null, null);

    /// Says nothing: what people write about themselves does not belong into logs.
    @Override
    public String toString() {
        return "[redacted]";
    }
}
