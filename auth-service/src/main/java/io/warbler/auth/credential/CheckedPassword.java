package io.warbler.auth.credential;

import io.warbler.kernel.UserId;

/// A user gave the right password; never printed.
///
/// @param user    the user
/// @param encoded the hash that it was compared with
public record CheckedPassword(UserId user, String encoded) {

    @Override
    public String toString() {
        return "CheckedPassword[" + user + " [redacted]]";
    }
}
