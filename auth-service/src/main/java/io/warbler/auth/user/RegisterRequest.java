package io.warbler.auth.user;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/// Body of `POST /v1/users`.
record RegisterRequest(
        @NotNull @Pattern(regexp = UserName.FORM, message = "must be 3-32 of a-z 0-9 _ . -")
        String name,

        @NotNull @Size(min = 8, max = 256) String password) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
