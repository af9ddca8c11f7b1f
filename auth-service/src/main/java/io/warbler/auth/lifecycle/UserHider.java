package io.warbler.auth.lifecycle;

import io.warbler.auth.user.NameIndex;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserFinder;
import org.springframework.stereotype.Component;

/// Takes users out of the search by name once they are not active any more.
@Component
final class UserHider {

    private final NameIndex index;
    private final UserFinder users;

    UserHider(NameIndex index, UserFinder users) {
        this.index = index;
        this.users = users;
    }

    /// Looks again afterwards, because the user may have logged in and become active meanwhile.
    void hide(User user) {
        index.remove(user.name());
        if (users.findById(user.id()).filter(User::isActive).isPresent()) {
            index.add(user.name());
        }
    }
}
