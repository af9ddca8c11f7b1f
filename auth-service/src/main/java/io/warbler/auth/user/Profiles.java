package io.warbler.auth.user;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Writes what users say about themselves. By LWT, so that a late change does not bring a deleted user back.
@Repository
public class Profiles {

    private final CqlSession session;
    private final PreparedStatement update;

    Profiles(CqlSession session) {
        this.session = session;
        update = session.prepare("""
                UPDATE users SET display_name = :display_name, avatar = :avatar, status_text = :status_text
                WHERE user = :user IF name = :name""");
    }

    /// Changes the parts that are given: empty text removes one, null leaves one as it is.
    ///
    /// @return false if there is no such user any more
    public boolean change(User user, Profile change) {
        var statement = update.boundStatementBuilder()
                .setString("user", user.id().value())
                .setString("name", user.name().value());
        set(statement, "display_name", change.displayName());
        set(statement, "avatar", change.avatar());
        set(statement, "status_text", change.statusText());
        return session.execute(statement.build()).wasApplied();
    }

    /// What is not set is not written.
    private static void set(BoundStatementBuilder statement, String column, @Nullable String text) {
        if (text != null) {
            var _ = statement.setString(column, text.isEmpty() ? null : text);
        }
    }
}
