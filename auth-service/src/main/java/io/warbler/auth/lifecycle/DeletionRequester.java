package io.warbler.auth.lifecycle;

import io.warbler.auth.session.RevocationReason;
import io.warbler.auth.session.SessionRevoker;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserStates;
import io.warbler.auth.user.UserStatus;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;

/// Takes requests for deletion: as disabling, and after the grace the user is deleted unless they logged in
/// before.
@Service
final class DeletionRequester {

    private final DueDeletions due;
    private final UserStates states;
    private final UserHider hider;
    private final SessionRevoker revoker;
    private final DeletionProperties properties;
    private final Clock clock;

    DeletionRequester(
            DueDeletions due,
            UserStates states,
            UserHider hider,
            SessionRevoker revoker,
            DeletionProperties properties,
            Clock clock) {
        this.due = due;
        this.states = states;
        this.hider = hider;
        this.revoker = revoker;
        this.properties = properties;
        this.clock = clock;
    }

    /// When the user will be deleted; for one who waits already, the time that was told before.
    Instant request(User user) {
        var dueAt = user.status() == UserStatus.DELETING && user.deletionDueAt() != null
                ? user.deletionDueAt()
                : begin(user);
        hider.hide(user);
        revoker.revokeAll(user.id(), RevocationReason.USER_DELETED);
        return dueAt;
    }

    /// The row that the sweeper looks for comes first: without the status it means nothing.
    private Instant begin(User user) {
        var dueAt = clock.instant().plus(properties.grace()).truncatedTo(ChronoUnit.MILLIS);
        due.add(new DueDeletion(user.id(), dueAt));
        if (!user.isActive() || !states.moveToDeleting(user, dueAt)) {
            throw new ApiException(
                    "USER_STATUS_CHANGED", ErrorCategory.CONFLICT, "the user's status was changed at the same time");
        }
        return dueAt;
    }
}
