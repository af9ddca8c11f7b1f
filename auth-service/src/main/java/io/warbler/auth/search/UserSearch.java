package io.warbler.auth.search;

import io.warbler.auth.user.NameIndex;
import io.warbler.auth.user.UserFinder;
import io.warbler.auth.user.UserName;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Finds active users by the beginning of their name, in the order of names; an exact match comes first.
@Service
final class UserSearch {

    private final NameIndex index;
    private final UserFinder users;

    UserSearch(NameIndex index, UserFinder users) {
        this.index = index;
        this.users = users;
    }

    /// A page may be shorter than the limit, even empty, and yet not be the last: who is not to be found was left
    /// out. Where to go on does not name them if it can be helped.
    SearchPage search(String beginning, Optional<UserName> after, int limit) {
        List<UserName> names =
                after.map(last -> index.after(beginning, last, limit)).orElseGet(() -> index.firstOf(beginning, limit));
        var found = users.findByNames(names);
        if (names.size() < limit) {
            return new SearchPage(found, Optional.empty());
        }
        return new SearchPage(
                found,
                Optional.of(found.isEmpty() ? names.getLast() : found.getLast().name()));
    }
}
