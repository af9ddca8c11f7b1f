package io.warbler.auth.lifecycle;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Body of what a user confirms with the password.
record PasswordRequest(@NotNull @Size(min = 1, max = 256) String password) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
