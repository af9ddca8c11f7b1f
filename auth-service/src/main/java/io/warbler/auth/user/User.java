package io.warbler.auth.user;

import io.warbler.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A person's account.
///
/// @param id            the id
/// @param name          the unique name
/// @param profile       what the user says about themselves
/// @param status        whether the user may log in and is to be found
/// @param deletionDueAt when the user is deleted; only in status DELETING and after
public record User(
        UserId id,
        UserName name,
        Profile profile,
        UserStatus status,
        @Nullable Instant deletionDueAt) {

    /// An active user who said nothing yet.
    static User create(UserId id, UserName name) {
        return new User(id, name, Profile.EMPTY, UserStatus.ACTIVE, null);
    }

    /// Whether the user may log in and is found by name.
    public boolean isActive() {
        return status == UserStatus.ACTIVE;
    }
}
