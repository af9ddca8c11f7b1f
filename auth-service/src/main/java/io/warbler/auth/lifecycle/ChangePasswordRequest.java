package io.warbler.auth.lifecycle;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Body of `PUT /v1/users/me/password`.
record ChangePasswordRequest(
        @NotNull @Size(min = 1, max = 256) String currentPassword,
        @NotNull @Size(min = 8, max = 256) String newPassword) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
