package io.warbler.auth.lifecycle;

/// A user wants another password; never printed.
///
/// @param current the password until now
/// @param next    the password from now on
record PasswordChange(String current, String next) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
