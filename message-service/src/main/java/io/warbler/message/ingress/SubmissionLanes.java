package io.warbler.message.ingress;

import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Keeps the attempts of one stream in order: what one user sends to one conversation is appended in the order of
/// arrival,
/// also while a lookup for an earlier one is pending. Other lanes pass meanwhile.
///
/// A lane exists only while something waits in it, so the ordinary send costs one map lookup.
final class SubmissionLanes {

    private final AttemptAppender appender;
    /// Guards `waitingByLane` and the order of appends. Held while appending, which does not block; callbacks of the
    /// producer take it too, but nothing else while they hold it.
    private final Object order = new Object();

    private final Map<Lane, Deque<Waiting>> waitingByLane = new HashMap<>();

    SubmissionLanes(AttemptAppender appender) {
        this.appender = appender;
    }

    void submit(Attempt attempt, Settlement settlement) {
        var lane = new Lane(attempt.conversation(), attempt.sender());
        synchronized (order) {
            Deque<Waiting> waiting = waitingByLane.get(lane);
            if (waiting != null) {
                waiting.add(new Waiting(attempt, settlement));
                return;
            }
            var prepared = appender.prepare(attempt);
            if (prepared.isDone()) {
                appender.append(attempt, prepared, settlement);
                return;
            }
            wait(lane, new Waiting(attempt, settlement), prepared);
        }
    }

    private void wait(Lane lane, Waiting first, CompletableFuture<Prepared> prepared) {
        first.prepared = prepared;
        Deque<Waiting> waiting = new ArrayDeque<>();
        waiting.add(first);
        waitingByLane.put(lane, waiting);
        var _ = prepared.whenComplete((_, _) -> advance(lane));
    }

    private void advance(Lane lane) {
        synchronized (order) {
            Deque<Waiting> waiting = waitingByLane.get(lane);
            while (waiting != null && !waiting.isEmpty()) {
                Waiting first = waiting.getFirst();
                if (!isPrepared(lane, first)) {
                    return;
                }
                waiting.removeFirst();
                appender.append(first.attempt, first.preparation(), first.settlement);
            }
            waitingByLane.remove(lane);
        }
    }

    /// Prepares the head of the lane; when that takes time, its completion advances the lane again.
    private boolean isPrepared(Lane lane, Waiting first) {
        if (first.prepared == null) {
            first.prepared = appender.prepare(first.attempt);
            if (!first.prepared.isDone()) {
                var _ = first.prepared.whenComplete((_, _) -> advance(lane));
                return false;
            }
        }
        return first.preparation().isDone();
    }

    private record Lane(ConversationId conversation, UserId sender) {}

    private static final class Waiting {

        private final Attempt attempt;
        private final Settlement settlement;
        private @Nullable CompletableFuture<Prepared> prepared;

        Waiting(Attempt attempt, Settlement settlement) {
            this.attempt = attempt;
            this.settlement = settlement;
        }

        CompletableFuture<Prepared> preparation() {
            if (prepared == null) {
                throw new IllegalStateException("attempt: not prepared (expected: prepared as head of its lane)");
            }
            return prepared;
        }
    }
}
