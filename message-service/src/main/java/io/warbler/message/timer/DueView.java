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
import java.util.concurrent.CompletionStage;

/// What is due in the partitions that this node owns. Used by one thread.
///
/// A partition is read from where nothing is left before; at first, from as long ago as hints are kept. Hints come a
/// moment
/// before their time at the latest, as far as clocks agree, so the last minutes are always read again.
final class DueView {

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
        reads.forEach((partition, read) -> {
            List<Due> found = read.join();
            long recent = nowMs - CLOCKS_AGREE.toMillis();
            doneBefore.put(
                    partition,
                    found.isEmpty() ? recent : Math.min(recent, found.getFirst().dueAtMs()));
            due.addAll(found);
        });
        return due;
    }

    private CompletionStage<List<Due>> read(int partition, long fromMs, long toMs) {
        return from(DueRows.dayOf(fromMs), partition, fromMs, toMs);
    }

    /// The first day that has any.
    private CompletionStage<List<Due>> from(long day, int partition, long fromMs, long toMs) {
        return rows.between(partition, day, fromMs, toMs, MOST)
                .thenCompose(found -> found.isEmpty() && day < DueRows.dayOf(toMs)
                        ? from(day + 1, partition, fromMs, toMs)
                        : CompletableFuture.completedStage(found));
    }
}
