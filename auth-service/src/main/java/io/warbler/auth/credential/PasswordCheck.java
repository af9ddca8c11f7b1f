package io.warbler.auth.credential;

import io.warbler.kernel.UserId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Checks a password. An unknown user costs the same reads and the same hash as a known one.
@Component
public final class PasswordCheck {

    private static final UserId NOBODY = new UserId("u" + "0".repeat(32));

    private final CredentialStore credentials;
    private final PasswordHasher hasher;
    private final String hashOfNobody;

    PasswordCheck(CredentialStore credentials, PasswordHasher hasher) {
        this.credentials = credentials;
        this.hasher = hasher;
        this.hashOfNobody = hasher.hash("nobody has this password");
    }

    /// Who gave their password, if there is such a user and it is theirs.
    public Optional<CheckedPassword> check(Optional<UserId> user, String password) {
        var encoded = credentials.find(user.orElse(NOBODY));
        boolean matches = hasher.matches(password, encoded.orElse(hashOfNobody));
        return user.filter(_ -> matches).flatMap(known -> encoded.map(stored -> new CheckedPassword(known, stored)));
    }

    /// Whether the password that was checked is still the user's.
    public boolean stillHolds(CheckedPassword checked) {
        return credentials
                .find(checked.user())
                .filter(checked.encoded()::equals)
                .isPresent();
    }
}
