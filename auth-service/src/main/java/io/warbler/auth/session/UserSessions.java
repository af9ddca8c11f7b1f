package io.warbler.auth.session;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.warbler.kernel.UserId;
import java.util.List;
import org.springframework.stereotype.Repository;

/// Which sessions a user may have: none is missing, some may have ended.
@Repository
class UserSessions {

    private final CqlSession session;
    private final int timeToLive;
    private final PreparedStatement insert;
    private final PreparedStatement delete;
    private final PreparedStatement select;

    UserSessions(CqlSession session, SessionProperties properties) {
        this.session = session;
        timeToLive = Math.toIntExact(
                properties.lifetime().plus(SessionStore.KEPT_LONGER).toSeconds());
        insert = session.prepare("INSERT INTO sessions_by_user (user, session) VALUES (?, ?) USING TTL ?");
        delete = session.prepare("DELETE FROM sessions_by_user WHERE user = ? AND session = ?");
        select = session.prepare("SELECT session FROM sessions_by_user WHERE user = ?");
    }

    /// Called before the session is written.
    void add(UserId user, String added) {
        session.execute(insert.bind(user.value(), added, timeToLive).setIdempotent(true));
    }

    /// Called when the end of the session is published.
    void remove(UserId user, String ended) {
        session.execute(delete.bind(user.value(), ended).setIdempotent(true));
    }

    /// The oldest first: ids sort by time.
    List<String> of(UserId user) {
        return session.execute(select.bind(user.value()).setIdempotent(true)).all().stream()
                .map(row -> String.valueOf(row.getString("session")))
                .toList();
    }
}
