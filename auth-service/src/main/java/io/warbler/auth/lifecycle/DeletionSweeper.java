package io.warbler.auth.lifecycle;

import io.warbler.auth.user.User;
import io.warbler.auth.user.UserFinder;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finishes deletions that are due. Several instances may work on one; each step can be repeated.
@Component
final class DeletionSweeper {

    private static final Logger log = LoggerFactory.getLogger(DeletionSweeper.class);

    private final DueDeletions due;
    private final UserFinder users;
    private final UserDeleter deleter;
    private final Clock clock;

    DeletionSweeper(DueDeletions due, UserFinder users, UserDeleter deleter, Clock clock) {
        this.due = due;
        this.users = users;
        this.deleter = deleter;
        this.clock = clock;
    }

    /// Stops at the first failure: what is away for one is away for all.
    void sweep() {
        try {
            due.dueBy(clock.instant()).forEach(this::finish);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("Deletions not finished");
        }
    }

    /// A user who cancelled, or asked again later, has another due time or none: the row goes, the user stays.
    private void finish(DueDeletion deletion) {
        users.findById(deletion.user())
                .filter(user -> deletion.dueAt().equals(user.deletionDueAt()))
                .ifPresent(this::delete);
        due.remove(deletion);
    }

    private void delete(User user) {
        deleter.delete(user);
        log.atInfo().addKeyValue("user", user.id()).log("User deleted");
    }
}
