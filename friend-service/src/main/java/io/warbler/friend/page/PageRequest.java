package io.warbler.friend.page;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import io.warbler.proto.Limits;
import java.util.List;
import java.util.function.Function;

/// Which part of a list a client wants; lists are in the order of the other users' ids.
///
/// @param after the id after which the part begins; empty for the beginning
/// @param limit how many entries at most
public record PageRequest(Listed list, String after, int limit) {

    private static final int DEFAULT_LIMIT = 50;

    /// Reads the parameters of a request; `limit` 0 and an empty `cursor` mean the default and the beginning.
    ///
    /// @throws ApiException `FIELD_INVALID`
    public static PageRequest of(Listed list, int limit, String cursor) {
        if (limit < 0 || limit > Limits.MAX_PAGE_SIZE) {
            throw new ApiException(
                    "FIELD_INVALID", ErrorCategory.CLIENT, "limit: expected 1 to " + Limits.MAX_PAGE_SIZE);
        }
        String after = cursor.isEmpty() ? "" : PageCursor.decode(list, cursor).value();
        return new PageRequest(list, after, limit == 0 ? DEFAULT_LIMIT : limit);
    }

    /// The page of what was found after `after`, read with one entry more than `limit`.
    public <T> Page<T> page(List<T> found, Function<T, UserId> peer) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        UserId last = peer.apply(found.get(limit - 1));
        return new Page<>(found.subList(0, limit), PageCursor.encode(list, last));
    }
}
