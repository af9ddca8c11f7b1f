package io.warbler.auth.profile;

import io.warbler.auth.text.PlainText;
import io.warbler.auth.user.Profile;
import io.warbler.proto.Limits;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Body of `PATCH /v1/users/me`: what is left out stays, what is empty goes.
record ProfileRequest(
        @Nullable String displayName,
        @Nullable String avatar,
        @Nullable String statusText) {

    private static final PlainText DISPLAY_NAME =
            new PlainText("displayName", "PROFILE_DISPLAY_NAME_INVALID", 1, Limits.MAX_DISPLAY_NAME_LENGTH);
    private static final PlainText STATUS_TEXT =
            new PlainText("statusText", "PROFILE_STATUS_TEXT_INVALID", 1, Limits.MAX_STATUS_TEXT_LENGTH);

    Profile toProfile() {
        return new Profile(
                read(displayName, DISPLAY_NAME::read),
                read(avatar, AvatarReference::read),
                read(statusText, STATUS_TEXT::read));
    }

    private static @Nullable String read(@Nullable String text, UnaryOperator<String> rule) {
        return text == null || text.isEmpty() ? text : rule.apply(text);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
