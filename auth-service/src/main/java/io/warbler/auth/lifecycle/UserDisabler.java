package io.warbler.auth.lifecycle;

import io.warbler.auth.session.RevocationReason;
import io.warbler.auth.session.SessionRevoker;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserStates;
import io.warbler.auth.user.UserStatus;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import org.springframework.stereotype.Service;

/// Disables users who want it: no session is left, no login but one that enables, not found by name.
@Service
final class UserDisabler {

    private final UserStates states;
    private final UserHider hider;
    private final SessionRevoker revoker;

    UserDisabler(UserStates states, UserHider hider, SessionRevoker revoker) {
        this.states = states;
        this.hider = hider;
        this.revoker = revoker;
    }

    /// Disables the user; one who is disabled again, so that a call can be repeated.
    void disable(User user) {
        if (user.status() != UserStatus.DISABLED && !(user.isActive() && states.move(user, UserStatus.DISABLED))) {
            throw new ApiException(
                    "USER_STATUS_CHANGED", ErrorCategory.CONFLICT, "the user's status was changed at the same time");
        }
        hider.hide(user);
        revoker.revokeAll(user.id(), RevocationReason.USER_DISABLED);
    }
}
