package io.warbler.auth.search;

import io.warbler.auth.credential.Throttle;
import io.warbler.auth.user.UserName;
import io.warbler.auth.user.UserResponse;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Actor;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class SearchController {

    private static final int MAX_LIMIT = 50;

    private final UserSearch search;
    private final Throttle throttle;

    SearchController(UserSearch search, Throttle throttle) {
        this.search = search;
        this.throttle = throttle;
    }

    @GetMapping("/v1/users/search")
    SearchResponse search(
            Actor actor,
            @RequestParam(name = "prefix", defaultValue = "") String prefix,
            @RequestParam(name = "cursor", defaultValue = "") String cursor,
            @RequestParam(name = "limit", defaultValue = "20") int limit) {
        var beginning = beginning(prefix);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ApiException(
                    "REQUEST_INVALID", ErrorCategory.CLIENT, "limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
        }
        throttle.payForSearch(actor.id());
        Optional<UserName> after =
                cursor.isEmpty() ? Optional.empty() : Optional.of(SearchCursor.read(beginning, cursor));
        var page = search.search(beginning, after, limit);
        return new SearchResponse(
                page.users().stream().map(UserResponse::of).toList(),
                page.last().map(SearchCursor::write).orElse(null));
    }

    /// What begins a name has the form of a name.
    private static String beginning(String prefix) {
        if (!UserName.isValid(prefix)) {
            throw new ApiException(
                    "SEARCH_PREFIX_INVALID", ErrorCategory.CLIENT, "prefix: expected 3 to 32 of a-z 0-9 _ . -");
        }
        return new UserName(prefix).value();
    }
}
