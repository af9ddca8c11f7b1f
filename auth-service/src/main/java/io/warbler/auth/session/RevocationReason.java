package io.warbler.auth.session;

import java.util.Locale;

/// Why a session is revoked.
public enum RevocationReason {
    /// Its own device logged out.
    LOGOUT,
    /// The user ended it from another device.
    USER,
    /// A refresh token was used twice.
    TOKEN_REUSE,
    /// The user has more sessions than allowed, and this one is the oldest.
    TOO_MANY,
    /// The user has another password now.
    PASSWORD_CHANGE,
    /// Password or status of the user changed while this session was being opened.
    OVERTAKEN,
    /// The user was disabled.
    USER_DISABLED,
    /// The user asked for deletion.
    USER_DELETED;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
