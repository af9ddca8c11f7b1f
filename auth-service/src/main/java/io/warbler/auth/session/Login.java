package io.warbler.auth.session;

import io.warbler.auth.credential.CheckedPassword;
import io.warbler.auth.credential.PasswordCheck;
import io.warbler.auth.credential.Throttle;
import io.warbler.auth.user.UserFinder;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Checks name and password within the throttle.
@Service
final class Login {

    private final UserFinder users;
    private final PasswordCheck passwords;
    private final Throttle throttle;
    private final Admission admission;
    private final SessionOpener opener;
    private final SessionMetrics metrics;

    Login(
            UserFinder users,
            PasswordCheck passwords,
            Throttle throttle,
            Admission admission,
            SessionOpener opener,
            SessionMetrics metrics) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.admission = admission;
        this.opener = opener;
        this.metrics = metrics;
    }

    /// A new session. Unknown name and wrong password are told apart neither by answer nor by time; that a user is
    /// disabled is told only to who knows the password.
    Tokens login(LoginAttempt attempt) {
        pay(attempt);
        var checked = check(attempt).orElseThrow(this::refused);
        giveBack(attempt);
        if (!admission.admits(checked, attempt.enable())) {
            throw refused();
        }
        var tokens = opener.open(checked.user(), attempt.device());
        if (!admission.confirms(checked, tokens.principal())) {
            throw refused();
        }
        metrics.countLogin("success");
        return tokens;
    }

    private void pay(LoginAttempt attempt) {
        try {
            throttle.payForLogin(attempt.name().value(), attempt.address());
        } catch (ApiException throttled) {
            metrics.countLogin("throttled");
            throw throttled;
        }
    }

    private Optional<CheckedPassword> check(LoginAttempt attempt) {
        try {
            return passwords.check(users.findByName(attempt.name()), attempt.password());
        } catch (RuntimeException notChecked) {
            metrics.countLogin("busy");
            giveBack(attempt);
            throw notChecked;
        }
    }

    private void giveBack(LoginAttempt attempt) {
        throttle.giveBack(attempt.name().value(), attempt.address());
    }

    private ApiException refused() {
        metrics.countLogin("refused");
        return new ApiException("AUTH_LOGIN_REFUSED", ErrorCategory.AUTH, "name or password is wrong");
    }
}
