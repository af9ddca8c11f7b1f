package io.warbler.auth.lifecycle;

import io.warbler.auth.credential.CheckedPassword;
import io.warbler.auth.credential.PasswordCheck;
import io.warbler.auth.credential.Throttle;
import io.warbler.auth.session.LiveSessions;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserFinder;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Asks a logged-in user for the password again before something that a thief of an access token must not do.
/// Wrong passwords count as failed logins.
@Component
final class Reauthentication {

    private final LiveSessions liveSessions;
    private final UserFinder users;
    private final PasswordCheck passwords;
    private final Throttle throttle;

    Reauthentication(LiveSessions liveSessions, UserFinder users, PasswordCheck passwords, Throttle throttle) {
        this.liveSessions = liveSessions;
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
    }

    /// The user, who is live and knows the password; else `AUTH_SESSION_ENDED`, `AUTH_THROTTLED`,
    /// `AUTH_PASSWORD_WRONG`.
    User require(Principal principal, String password, String address) {
        var user = user(principal);
        check(user, address, () -> passwords.check(Optional.of(user.id()), password));
        return user;
    }

    /// What the user's password is compared with now: the current one, or the new one by who repeats a change.
    CheckedPassword require(Principal principal, PasswordChange change, String address) {
        var user = user(principal);
        return check(
                user,
                address,
                () -> passwords
                        .check(Optional.of(user.id()), change.current())
                        .or(() -> passwords.check(Optional.of(user.id()), change.next())));
    }

    private User user(Principal principal) {
        liveSessions.require(principal);
        return users.findById(principal.user())
                .orElseThrow(() -> new ApiException(
                        "AUTH_SESSION_ENDED", ErrorCategory.AUTH, "the session has ended; log in again"));
    }

    /// Paid for before, given back unless the password is wrong.
    private CheckedPassword check(User user, String address, Check check) {
        throttle.payForLogin(user.name().value(), address);
        Optional<CheckedPassword> checked;
        try {
            checked = check.run();
        } catch (RuntimeException notChecked) {
            throttle.giveBack(user.name().value(), address);
            throw notChecked;
        }
        if (checked.isEmpty()) {
            throw new ApiException("AUTH_PASSWORD_WRONG", ErrorCategory.FORBIDDEN, "the password is wrong");
        }
        throttle.giveBack(user.name().value(), address);
        return checked.get();
    }

    @FunctionalInterface
    private interface Check {
        Optional<CheckedPassword> run();
    }
}
