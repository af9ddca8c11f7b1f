package io.warbler.friend.policy;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.boot.error.ApiException;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Completes changes whose writer failed or died on the way. Any number of instances may sweep at the same time.
///
/// A note is removed only after a fence: the pair gets the next version, so that a writer who was held up between its
/// note and its LWT cannot change the pair any more without a note of its own.
@Service
final class PendingPolicySweeper {

    private static final Logger log = LoggerFactory.getLogger(PendingPolicySweeper.class);
    private static final int MAX_FAILURES = 4;

    private final CassandraPairs pairs;
    private final CassandraPendingPolicies pendingPolicies;
    private final PairEffects effects;
    private final PolicyProperties properties;
    private final PolicyMetrics metrics;
    private final Clock clock;

    PendingPolicySweeper(
            CassandraPairs pairs,
            CassandraPendingPolicies pendingPolicies,
            PairEffects effects,
            PolicyProperties properties,
            PolicyMetrics metrics,
            Clock clock) {
        this.pairs = pairs;
        this.pendingPolicies = pendingPolicies;
        this.effects = effects;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// One pass over the notes that are old enough; gives up early when everything fails.
    void sweep() {
        Instant limit = clock.instant().minus(properties.sweepGrace());
        var notes = notesWrittenBefore(limit);
        int failed = 0;
        int completed = 0;
        while (failed < MAX_FAILURES && notes.hasNext()) {
            if (complete(notes.next())) {
                completed++;
            } else {
                failed++;
            }
        }
        metrics.swept(completed, failed);
        if (failed > 0) {
            log.atWarn().addKeyValue("count", failed).log("Changes still unfinished");
        }
    }

    /// Bucket by bucket, each time from another one, so that notes that cannot be completed starve no others.
    private Iterator<PendingPolicy> notesWrittenBefore(Instant limit) {
        int count = PendingPolicy.buckets();
        int first =
                (int) Math.floorMod(clock.millis() / properties.sweepInterval().toMillis(), (long) count);
        return IntStream.range(0, count)
                .map(i -> (first + i) % count)
                .boxed()
                .flatMap(bucket -> pendingPolicies.list(bucket).stream())
                .filter(note -> !note.writtenAt().isAfter(limit))
                .iterator();
    }

    /// False: not yet, the note stays.
    private boolean complete(PendingPolicy note) {
        try {
            PairState state = pairs.read(note.pair());
            if (state.version() > 0) {
                effects.carryOut(state, true);
            }
            boolean fenced = pairs.replace(state, state.fenced());
            if (fenced) {
                pendingPolicies.remove(note);
                tell(note, state);
            }
            return fenced;
        } catch (ApiException | DriverException e) {
            log.atDebug().addKeyValue("pair", note.pair()).setCause(e).log("Change still unfinished");
            return false;
        }
    }

    /// The difference between what stood before the attempt and what stands now: nothing if the attempt wrote
    /// nothing. Changes after it were told by themselves; to hear of what stands once more does no harm.
    private void tell(PendingPolicy note, PairState state) {
        var origin = note.origin();
        if (origin != null) {
            Instant now = clock.instant();
            effects.tell(origin.by(), origin.before().at(now), state.at(now));
        }
    }
}
