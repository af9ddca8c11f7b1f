package io.warbler.friend.page;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import java.util.Base64;
import java.util.HexFormat;

/// The user after whom the next page begins, in a form that clients keep and do not read: version, list, id.
final class PageCursor {

    private static final byte VERSION = 1;
    private static final int LENGTH = 18;

    private PageCursor() {}

    static String encode(Listed list, UserId last) {
        byte[] cursor = new byte[LENGTH];
        cursor[0] = VERSION;
        cursor[1] = list.tag();
        byte[] id = HexFormat.of().parseHex(last.value().substring(1));
        System.arraycopy(id, 0, cursor, 2, id.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    static UserId decode(Listed list, String text) {
        byte[] cursor = bytes(text);
        if (cursor.length != LENGTH || cursor[0] != VERSION || cursor[1] != list.tag()) {
            throw invalid();
        }
        return new UserId("u" + HexFormat.of().formatHex(cursor, 2, LENGTH));
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    private static ApiException invalid() {
        return new ApiException(
                "FIELD_INVALID",
                ErrorCategory.CLIENT,
                "cursor: expected `next` of the page before of the same list; read from the first page again");
    }
}
