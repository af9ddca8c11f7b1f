package io.warbler.auth.session;

import io.warbler.auth.user.UserName;

/// Somebody says who they are.
///
/// @param name     the name
/// @param password the password; never printed
/// @param enable   whether a disabled user wants to be enabled again
/// @param device   the device to open the session for
/// @param address  where the attempt comes from
record LoginAttempt(UserName name, String password, boolean enable, Device device, String address) {

    @Override
    public String toString() {
        return "LoginAttempt[" + name + " [redacted]]";
    }
}
