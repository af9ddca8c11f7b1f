package io.warbler.auth.user;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Users and who has which name. A user exists once the name is claimed.
@Repository
class UserStore {

    private final CqlSession session;
    private final Clock clock;
    private final PreparedStatement insertUser;
    private final PreparedStatement deleteUser;
    private final PreparedStatement selectUser;
    private final PreparedStatement claimName;
    private final PreparedStatement selectName;

    UserStore(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        insertUser = session.prepare("INSERT INTO users (user, name, created_at) VALUES (?, ?, ?)");
        deleteUser = session.prepare("DELETE FROM users WHERE user = ?");
        selectUser = session.prepare("SELECT " + UserRows.COLUMNS + " FROM users WHERE user = ?");
        claimName = session.prepare("INSERT INTO users_by_name (name, user) VALUES (?, ?) IF NOT EXISTS");
        selectName = session.prepare("SELECT name, user FROM users_by_name WHERE name = ?");
    }

    /// Writes the user's row; the user does not exist before [#claimName(User)].
    void prepare(User user) {
        session.execute(insertUser
                .bind(user.id().value(), user.name().value(), clock.instant())
                .setIdempotent(true));
    }

    /// Removes the row of a user whose name was gone.
    void discard(User user) {
        session.execute(deleteUser.bind(user.id().value()).setIdempotent(true));
    }

    /// Claims the name for the user: of all claims ever, one returns true. Repeating a claim that won returns
    /// true.
    boolean claimName(User user) {
        try {
            var row = session.execute(
                            claimName.bind(user.name().value(), user.id().value()))
                    .one();
            return row != null && (row.getBoolean("[applied]") || isOwner(user, row.getString("user")));
        } catch (DriverException unknownOutcome) {
            return readOutcome(user, unknownOutcome);
        }
    }

    private boolean readOutcome(User user, DriverException unknownOutcome) {
        var row = session.execute(
                        selectName.bind(user.name().value()).setConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL))
                .one();
        if (row == null) {
            throw unknownOutcome;
        }
        return isOwner(user, row.getString("user"));
    }

    private static boolean isOwner(User user, @Nullable String owner) {
        return user.id().value().equals(owner);
    }

    /// Who claimed the name, also if that user was deleted since.
    Optional<UserId> findByName(UserName name) {
        return Optional.ofNullable(session.execute(selectName.bind(name.value()).setIdempotent(true))
                        .one())
                .map(UserStore::owner);
    }

    /// The users with these names, each read in parallel, in the order of the names.
    List<User> findByNames(Collection<UserName> names) {
        var claims = readAll(selectName, names.stream().map(UserName::value).toList());
        return findByIds(claims.stream().map(UserStore::owner).toList());
    }

    /// The users with these ids, each read in parallel, in the order of the ids.
    List<User> findByIds(Collection<UserId> ids) {
        return readAll(selectUser, ids.stream().map(UserId::value).toList()).stream()
                .filter(row -> !row.isNull("name"))
                .map(UserRows::toUser)
                .toList();
    }

    private List<Row> readAll(PreparedStatement select, Collection<String> keys) {
        var pending = keys.stream()
                .distinct()
                .map(key -> session.executeAsync(select.bind(key).setIdempotent(true))
                        .toCompletableFuture())
                .toList();
        return pending.stream()
                .map(CompletableFuture::join)
                .flatMap(result -> Optional.ofNullable(result.one()).stream())
                .toList();
    }

    private static UserId owner(Row row) {
        return new UserId(String.valueOf(row.getString("user")));
    }
}
