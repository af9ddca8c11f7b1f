package io.warbler.auth.credential;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.UserId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// The encoded passwords. Written by LWT, so that of two changes at once one happens; LOCAL_QUORUM both ways: a
/// login right after registering or changing sees the new one.
@Repository
public class CredentialStore {

    private final CqlSession session;
    private final Clock clock;
    private final PreparedStatement insert;
    private final PreparedStatement select;
    private final PreparedStatement update;
    private final PreparedStatement delete;

    CredentialStore(CqlSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        insert = session.prepare(
                "INSERT INTO credentials (user, encoded_password, changed_at) VALUES (?, ?, ?) IF NOT EXISTS");
        update = session.prepare(
                "UPDATE credentials SET encoded_password = ?, changed_at = ? WHERE user = ? IF encoded_password = ?");
        select = session.prepare("SELECT encoded_password FROM credentials WHERE user = ?");
        delete = session.prepare("DELETE FROM credentials WHERE user = ? IF EXISTS");
    }

    /// The first password of a new user.
    public void put(UserId user, String encodedPassword) {
        session.execute(insert.bind(user.value(), encodedPassword, clock.instant()));
    }

    /// Another password in place of the one that was checked.
    ///
    /// @return false if the user has another one meanwhile
    public boolean replace(CheckedPassword checked, String encodedPassword) {
        return session.execute(update.bind(
                        encodedPassword, clock.instant(), checked.user().value(), checked.encoded()))
                .wasApplied();
    }

    /// Removes what was put for a user that did not come to be, or is gone.
    public void remove(UserId user) {
        session.execute(delete.bind(user.value()));
    }

    Optional<String> find(UserId user) {
        return Optional.ofNullable(session.execute(select.bind(user.value()).setIdempotent(true))
                        .one())
                .map(row -> row.getString("encoded_password"));
    }
}
