package io.warbler.auth.session;

import io.warbler.proto.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// What a client says of its device; it sends the id once it was given one.
record DeviceRequest(
        @Nullable @Pattern(regexp = "v[0-9a-f]{32}", message = "must be v and 32 hexadecimal digits")
        String id,

        @NotNull @Pattern(regexp = "[a-z0-9_.-]{1,32}", message = "must be 1-32 of a-z 0-9 _ . -")
        String platform,

        @NotNull @Size(min = 1, max = Limits.MAX_DEVICE_NAME_LENGTH)
        String name) {}
