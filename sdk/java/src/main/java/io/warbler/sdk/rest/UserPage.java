package io.warbler.sdk.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the users that a search found; may be short, even empty, though more follow.
 *
 * @param next where the next page begins; null at the end
 */
public record UserPage(List<User> users, @Nullable String next) {

    public UserPage {
        users = List.copyOf(users);
    }
}
