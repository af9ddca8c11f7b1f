package io.warbler.auth.user;

import org.jspecify.annotations.Nullable;

/// A user as clients see them; what the user did not say is left out.
public record UserResponse(
        String id,
        String name,
        @Nullable String displayName,
        @Nullable String avatar,
        @Nullable String statusText) {

    public static UserResponse of(User user) {
        var profile = user.profile();
        return new UserResponse(
                user.id().value(), user.name().value(), profile.displayName(), profile.avatar(), profile.statusText());
    }
}
