package io.warbler.auth.user;

import io.warbler.kernel.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Finds users by id or name. Unknown and malformed ones are left out; who is disabled or waits for deletion is
/// known by id, to those who have met them, and not found by name.
@Service
public final class UserFinder {

    private final UserStore users;

    UserFinder(UserStore users) {
        this.users = users;
    }

    /// Each user once, in no particular order.
    public List<User> find(Collection<String> ids, Collection<String> names) {
        var byId = users.findByIds(
                ids.stream().filter(UserId::isValid).map(UserId::new).toList());
        var byName = findByNames(
                names.stream().filter(UserName::isValid).map(UserName::new).toList());
        return Stream.concat(byId.stream().filter(UserFinder::isKnown), byName.stream())
                .distinct()
                .toList();
    }

    /// The active users with these names, in their order.
    public List<User> findByNames(Collection<UserName> names) {
        return users.findByNames(names).stream().filter(User::isActive).toList();
    }

    /// The user, whatever their status.
    public Optional<User> findById(UserId id) {
        return users.findByIds(List.of(id)).stream().findFirst();
    }

    /// Who claimed this name, whatever their status.
    public Optional<UserId> findByName(UserName name) {
        return users.findByName(name);
    }

    private static boolean isKnown(User user) {
        return user.status() != UserStatus.DELETED;
    }
}
