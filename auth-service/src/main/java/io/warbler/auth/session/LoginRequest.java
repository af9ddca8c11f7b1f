package io.warbler.auth.session;

import io.warbler.auth.user.UserName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Body of `POST /v1/sessions`.
record LoginRequest(
        @NotNull @Pattern(regexp = UserName.FORM, message = "must be 3-32 of a-z 0-9 _ . -")
        String name,

        @NotNull @Size(min = 1, max = 256) String password,
        @Nullable Boolean enable,
        @Valid @Nullable DeviceRequest device) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
