package io.warbler.auth.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/// Body of `POST /v1/sessions/refresh`.
record RefreshRequest(@NotNull @Size(min = 1, max = 128) String refreshToken) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
