package io.warbler.auth.user;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/// Moves users from one status to another. Every move is an LWT on what was read: of two at once, one happens.
@Repository
public class UserStates {

    private final CqlSession session;
    private final MeterRegistry meters;
    private final PreparedStatement update;
    private final PreparedStatement delete;

    UserStates(CqlSession session, MeterRegistry meters) {
        this.session = session;
        this.meters = meters;
        update = session.prepare("""
                UPDATE users SET status = :status, deletion_due_at = :due WHERE user = :user
                IF name = :name AND status = :old_status AND deletion_due_at = :old_due""");
        delete = session.prepare("DELETE FROM users WHERE user = ? IF status = 'DELETED'");
    }

    /// Moves the user to a status without a due time.
    ///
    /// @return false if the user is not any more as given
    public boolean move(User from, UserStatus to) {
        return move(from, to, null);
    }

    /// Moves the user to DELETING until that time.
    ///
    /// @return false if the user is not any more as given
    public boolean moveToDeleting(User from, Instant dueAt) {
        return move(from, UserStatus.DELETING, dueAt);
    }

    /// Moves the user whose deletion is due to DELETED.
    ///
    /// @return false if the user is not any more as given
    public boolean moveToDeleted(User from) {
        return move(from, UserStatus.DELETED, from.deletionDueAt());
    }

    /// Removes a user who is DELETED; the name stays claimed.
    public void delete(User user) {
        session.execute(delete.bind(user.id().value()));
    }

    private boolean move(User from, UserStatus to, @Nullable Instant dueAt) {
        boolean moved = session.execute(update.boundStatementBuilder()
                        .setString("status", stored(to))
                        .setInstant("due", dueAt)
                        .setString("user", from.id().value())
                        .setString("name", from.name().value())
                        .setString("old_status", stored(from.status()))
                        .setInstant("old_due", from.deletionDueAt())
                        .build())
                .wasApplied();
        if (moved) {
            meters.counter("warbler.auth.user.moves", "to", to.name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        return moved;
    }

    private static @Nullable String stored(UserStatus status) {
        return status == UserStatus.ACTIVE ? null : status.name();
    }
}
