package io.warbler.auth.user;

import io.warbler.auth.credential.CredentialStore;
import io.warbler.auth.credential.PasswordHasher;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import org.springframework.stereotype.Service;

/// Makes users. Claiming the name is the last step and the one that counts: whoever claims a name has a user with
/// a password, and a crash before it leaves nothing but rows that nobody finds.
@Service
final class UserRegistrar {

    private final UserStore users;
    private final NameIndex index;
    private final CredentialStore credentials;
    private final PasswordHasher hasher;
    private final UuidSource uuids;

    UserRegistrar(
            UserStore users, NameIndex index, CredentialStore credentials, PasswordHasher hasher, UuidSource uuids) {
        this.users = users;
        this.index = index;
        this.credentials = credentials;
        this.hasher = hasher;
        this.uuids = uuids;
    }

    /// The new user; refuses a name that somebody has with `USER_NAME_TAKEN`.
    User register(UserName name, String password) {
        if (users.findByName(name).isPresent()) {
            throw nameTaken();
        }
        var user = User.create(new UserId(uuids.next('u')), name);
        credentials.put(user.id(), hasher.hash(password));
        users.prepare(user);
        index.add(name);
        if (!users.claimName(user)) {
            users.discard(user);
            credentials.remove(user.id());
            throw nameTaken();
        }
        return user;
    }

    private static ApiException nameTaken() {
        return new ApiException("USER_NAME_TAKEN", ErrorCategory.CONFLICT, "somebody has this name");
    }
}
