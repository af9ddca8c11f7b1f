package io.warbler.auth.lifecycle;

import io.warbler.auth.credential.CredentialStore;
import io.warbler.auth.credential.PasswordHasher;
import io.warbler.auth.session.RevocationReason;
import io.warbler.auth.session.SessionRevoker;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.boot.security.Principal;
import org.springframework.stereotype.Service;

/// Changes passwords. Who has the old one is out: all other sessions are revoked, and logins under way do not get
/// one.
@Service
final class PasswordChanger {

    private final Reauthentication reauthentication;
    private final PasswordHasher hasher;
    private final CredentialStore credentials;
    private final SessionRevoker revoker;

    PasswordChanger(
            Reauthentication reauthentication,
            PasswordHasher hasher,
            CredentialStore credentials,
            SessionRevoker revoker) {
        this.reauthentication = reauthentication;
        this.hasher = hasher;
        this.credentials = credentials;
        this.revoker = revoker;
    }

    /// When it returns, only the new password is good and only the principal's session is left. Repeating is safe.
    void change(Principal principal, PasswordChange change, String address) {
        var checked = reauthentication.require(principal, change, address);
        if (!credentials.replace(checked, hasher.hash(change.next()))) {
            throw new ApiException(
                    "AUTH_PASSWORD_CHANGED",
                    ErrorCategory.CONFLICT,
                    "the password was changed at the same time; see which one is good");
        }
        revoker.revokeOthers(principal.user(), principal.session(), RevocationReason.PASSWORD_CHANGE);
    }
}
