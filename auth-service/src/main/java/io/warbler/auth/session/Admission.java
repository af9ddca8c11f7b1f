package io.warbler.auth.session;

import io.warbler.auth.credential.CheckedPassword;
import io.warbler.auth.credential.PasswordCheck;
import io.warbler.auth.user.NameIndex;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserFinder;
import io.warbler.auth.user.UserStates;
import io.warbler.auth.user.UserStatus;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides whether a user who gave the right password may log in now.
@Component
final class Admission {

    private final UserFinder users;
    private final UserStates states;
    private final NameIndex index;
    private final PasswordCheck passwords;
    private final SessionRevoker revoker;
    private final Clock clock;

    Admission(
            UserFinder users,
            UserStates states,
            NameIndex index,
            PasswordCheck passwords,
            SessionRevoker revoker,
            Clock clock) {
        this.users = users;
        this.states = states;
        this.index = index;
        this.passwords = passwords;
        this.revoker = revoker;
        this.clock = clock;
    }

    /// True if the user is active, or became so: a login cancels a deletion that is not due yet, and enables a
    /// disabled user who asks for it. Without asking, a disabled user is told with `AUTH_USER_DISABLED`. False if
    /// the user is deleted, or being deleted.
    boolean admits(CheckedPassword checked, boolean enable) {
        var user = users.findById(checked.user());
        return user.isPresent() && admits(user.get(), enable);
    }

    private boolean admits(User user, boolean enable) {
        return switch (user.status()) {
            case ACTIVE -> true;
            case DISABLED -> activate(user, enable);
            case DELETING -> isBefore(user.deletionDueAt()) && activate(user, true);
            case DELETED -> false;
        };
    }

    /// The name goes into the search before the user is active, so it is never missing; and after, because
    /// disabling at the same time takes it out. A lost race is decided by what the winner made of the user.
    private boolean activate(User user, boolean wanted) {
        if (!wanted) {
            throw new ApiException(
                    "AUTH_USER_DISABLED",
                    ErrorCategory.FORBIDDEN,
                    "you disabled yourself; log in with enable to come back");
        }
        index.add(user.name());
        if (states.move(user, UserStatus.ACTIVE)) {
            index.add(user.name());
            return true;
        }
        return users.findById(user.id()).filter(User::isActive).isPresent();
    }

    private boolean isBefore(@Nullable Instant due) {
        return due != null && clock.instant().isBefore(due);
    }

    /// Whether all of it is still so, else ends the session. Asked once the session can be found by whoever
    /// revokes all sessions of the user: a change of password or status either sees the session, or is seen here.
    boolean confirms(CheckedPassword checked, Principal opened) {
        boolean holds = passwords.stillHolds(checked)
                && users.findById(checked.user()).filter(User::isActive).isPresent();
        if (!holds) {
            revoker.revoke(opened.user(), opened.session(), RevocationReason.OVERTAKEN);
        }
        return holds;
    }
}
