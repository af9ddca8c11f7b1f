package io.warbler.boot.security;

import io.warbler.kernel.UserId;

/// The user who a request acts for; controllers take it as an argument.
///
/// @param user    the user
/// @param device  the device, `v` and 32 hexadecimal digits
/// @param session the session, `s` and 32 hexadecimal digits
public record Principal(UserId user, String device, String session) implements Actor {

    @Override
    public String id() {
        return user.value();
    }
}
