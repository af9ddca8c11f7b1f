package io.warbler.message.timer;

import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is due in the partitions that this node owns. Used by one thread.
///
/// A partition is read from where nothing is left before; at first, from as long ago as hints are kept. Hints come a
/// moment
/// before their time at the latest, as far as clocks agree, so the last minutes are always read again.
final class DueView {

    private static final Logger log = LoggerFactory.getLogger(DueView.class);
    private static final Duration KEPT = Duration.ofDays(31);
    private static final Duration CLOCKS_AGREE = Duration.ofMinutes(2);
    private static final int MOST = 200;

    private final DueRows rows;
    /// By partition: everything before it is done.
    private final Map<Integer, Long> doneBefore = new HashMap<>();

    DueView(DueRows rows) {
        this.rows = rows;
    }

    /// All that is due, of very much in a partition the oldest.
    List<Due> read(Set<Integer> partitions, long nowMs) {
        doneBefore.keySet().retainAll(partitions);
        Map<Integer, CompletableFuture<List<Due>>> reads = new HashMap<>();
        partitions.forEach(partition -> reads.put(
                partition,
                read(partition, doneBefore.getOrDefault(partition, nowMs - KEPT.toMillis()), nowMs)
                        .toCompletableFuture()));
        List<Due> due = new ArrayList<>();
        reads.forEach((partition, read) -> due.addAll(found(partition, read, nowMs)));
        return due;
    }

    /// Nothing if it cannot be read: the other partitions do not wait for it.
    private List<Due> found(int partition, CompletableFuture<List<Due>> read, long nowMs) {
        try {
            List<Due> found = read.join();
            long recent = nowMs - CLOCKS_AGREE.toMillis();
            doneBefore.put(
                    partition,
                    found.isEmpty() ? recent : Math.min(recent, found.getFirst().dueAtMs()));
            return found;
        } catch (CompletionException e) {
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .setCause(e)
                    .log("What is due cannot be read, trying again");
            return List.of();
        }
    }

    private CompletionStage<List<Due>> read(int partition, long fromMs, long toMs) {
        return from(DueRows.dayOf(fromMs), partition, fromMs, toMs);
    }

    /// The days in order, until there are enough.
    private CompletionStage<List<Due>> from(long day, int partition, long fromMs, long toMs) {
        return rows.between(partition, day, fromMs, toMs, MOST)
                .thenCompose(found -> found.size() < MOST && day < DueRows.dayOf(toMs)
                        ? from(day + 1, partition, fromMs, toMs).thenApply(later -> together(found, later))
                        : CompletableFuture.completedStage(found));
    }

    private static List<Due> together(List<Due> found, List<Due> later) {
        List<Due> all = new ArrayList<>(found);
        all.addAll(later);
        return all;
    }
}
