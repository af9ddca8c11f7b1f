package io.warbler.auth.search;

import io.warbler.auth.user.UserName;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The text of a cursor: the name after which to go on. Good for the same beginning only.
final class SearchCursor {

    private SearchCursor() {}

    static String write(UserName last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.value().getBytes(StandardCharsets.US_ASCII));
    }

    static UserName read(String beginning, String cursor) {
        var name = decode(cursor);
        if (!UserName.isValid(name) || !name.startsWith(beginning)) {
            throw new ApiException(
                    "CURSOR_INVALID", ErrorCategory.CLIENT, "cursor: not one that this search gave; begin without");
        }
        return new UserName(name);
    }

    private static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
