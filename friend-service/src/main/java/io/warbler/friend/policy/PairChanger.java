package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.boot.error.ApiException;
import io.warbler.friend.policy.PairChange.Accept;
import io.warbler.friend.policy.PairChange.Ask;
import io.warbler.friend.policy.PairChange.Block;
import io.warbler.friend.policy.PairChange.Cancel;
import io.warbler.friend.policy.PairChange.Decline;
import io.warbler.friend.policy.PairChange.Remove;
import io.warbler.friend.policy.PairChange.Unblock;
import io.warbler.friend.policy.PairDecision.Changed;
import io.warbler.friend.policy.PairDecision.Refused;
import io.warbler.friend.policy.PairDecision.Unchanged;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Changes a pair: note, LWT, effects, note removed, observer told, and only then an answer.
///
/// Guarantees: an answer without exception means that the listings show the change and the log has the policy. After an
/// exception or a crash the change may or may not have happened; if it has, [PendingPolicySweeper] completes it.
/// Repeating is safe in each case and completes it too.
@Service
public final class PairChanger {

    private static final Logger log = LoggerFactory.getLogger(PairChanger.class);
    private static final int MAX_ATTEMPTS = 8;

    private final CassandraPairs pairs;
    private final CassandraPendingPolicies pendingPolicies;
    private final PairEffects effects;
    private final PolicyMetrics metrics;
    private final Clock clock;

    PairChanger(
            CassandraPairs pairs,
            CassandraPendingPolicies pendingPolicies,
            PairEffects effects,
            PolicyMetrics metrics,
            Clock clock) {
        this.pairs = pairs;
        this.pendingPolicies = pendingPolicies;
        this.effects = effects;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// The state after the change. Limits are checked before the write and are exact but for concurrent changes.
    ///
    /// @throws ApiException with the code of the refusal, or `UNAVAILABLE`
    public PairState change(PairChange change, ChangeGuard guard) {
        return metrics.timed(change, () -> {
            try {
                return changeWithRetries(change, guard);
            } catch (DriverException e) {
                log.atWarn().addKeyValue("pair", change.pair()).setCause(e).log("Change unfinished");
                throw PairErrors.unfinished("The store does not answer");
            }
        });
    }

    private PairState changeWithRetries(PairChange change, ChangeGuard guard) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<PairState> done = attempt(change, guard);
            if (done.isPresent()) {
                return done.get();
            }
        }
        throw PairErrors.unfinished("Others change the same pair at the same time");
    }

    /// Empty if another writer came first.
    private Optional<PairState> attempt(PairChange change, ChangeGuard guard) {
        Instant now = clock.instant();
        PairState stored = pairs.read(change.pair());
        PairState before = stored.at(now);
        return switch (PairRules.decide(stored, change, now)) {
            case Refused(var refusal) -> throw PairErrors.refused(refusal);
            case Unchanged() -> {
                effects.carryOut(before, decidesAboutMessages(change, before));
                yield Optional.of(before);
            }
            case Changed(var next) -> {
                guard.check(before, next);
                yield isWritten(change, before, next) ? Optional.of(next) : Optional.empty();
            }
        };
    }

    /// False if another writer came first: then nothing was written, and the note of this attempt has nothing to tell.
    /// The next attempt makes its own, because the sweeper may have taken this one.
    private boolean isWritten(PairChange change, PairState before, PairState next) {
        var note = new PendingPolicy(
                change.pair(), UUID.randomUUID(), clock.instant(), new PendingPolicy.Origin(change.by(), before));
        pendingPolicies.add(note);
        boolean isWritten = pairs.replace(before, next);
        if (isWritten) {
            effects.carryOut(next, decidesAboutMessages(change, next));
        }
        pendingPolicies.remove(note);
        if (isWritten) {
            effects.tell(change.by(), before, next);
        }
        return isWritten;
    }

    /// A request changes nothing for messages until it is accepted, so it needs no log. A pair without a version has no
    /// policy.
    private static boolean decidesAboutMessages(PairChange change, PairState state) {
        return state.version() > 0
                && switch (change) {
                    case Ask _, Decline _, Cancel _ -> state.allowed();
                    case Accept _, Remove _, Block _, Unblock _ -> true;
                };
    }
}
