package io.warbler.auth.lifecycle;

import io.warbler.auth.credential.CredentialStore;
import io.warbler.auth.session.RevocationReason;
import io.warbler.auth.session.SessionRevoker;
import io.warbler.auth.user.NameIndex;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserStates;
import io.warbler.auth.user.UserStatus;
import org.springframework.stereotype.Service;

/// Deletes users whose grace is over: credentials, sessions and profile go, the name stays claimed for ever.
@Service
final class UserDeleter {

    private final UserStates states;
    private final CredentialStore credentials;
    private final NameIndex index;
    private final SessionRevoker revoker;

    UserDeleter(UserStates states, CredentialStore credentials, NameIndex index, SessionRevoker revoker) {
        this.states = states;
        this.credentials = credentials;
        this.index = index;
        this.revoker = revoker;
    }

    /// Deletes a user who waits for it, or goes on with one whose deletion was begun; nothing happens to others. A
    /// login
    /// that cancels at this moment either wins, then nothing happens, or is refused.
    void delete(User user) {
        boolean begun = user.status() == UserStatus.DELETED
                || (user.status() == UserStatus.DELETING && states.moveToDeleted(user));
        if (!begun) {
            return;
        }
        credentials.remove(user.id());
        index.remove(user.name());
        revoker.revokeAll(user.id(), RevocationReason.USER_DELETED);
        states.delete(user);
    }
}
