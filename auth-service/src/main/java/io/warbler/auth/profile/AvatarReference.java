package io.warbler.auth.profile;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.proto.Limits;
import java.net.URI;
import java.net.URISyntaxException;

/// Where a picture is: an absolute https URI without credentials. The server never fetches it.
final class AvatarReference {

    private AvatarReference() {}

    static String read(String text) {
        if (text.length() > Limits.MAX_AVATAR_LENGTH || !isHttps(text)) {
            throw new ApiException(
                    "PROFILE_AVATAR_INVALID",
                    ErrorCategory.CLIENT,
                    "avatar: expected an absolute https URI of at most " + Limits.MAX_AVATAR_LENGTH
                            + " ASCII characters without user and password");
        }
        return text;
    }

    private static boolean isHttps(String text) {
        try {
            var uri = new URI(text);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
