package io.warbler.message.timer;

import io.warbler.message.due.Due;
import io.warbler.message.due.DueRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is due in the partitions that this node owns. Used by one thread.
///
/// A partition is read from where nothing was left before. At first, and again and again, it is read from the first day
/// on of which there may be hints: however late one comes, because of clocks that disagree or of a writer that was
/// slow,
/// and however long nobody looked, it is found.
final class DueView {

    private static final Logger log = LoggerFactory.getLogger(DueView.class);
    /// A day that passed as long ago, with nothing left of it, is not listed any more.
    private static final long LISTED_DAYS = 31;
    /// The last minutes are read each time: a hint may come a moment after its time.
    private static final Duration RECENT = Duration.ofMinutes(2);
    private static final int MOST = 200;

    private final DueRows rows;
    private final Duration everythingEvery;
    private final IntUnaryOperator begun;
    private final Map<Integer, Seen> seenByPartition = new HashMap<>();

    /// What is known of a partition.
    ///
    /// @param doneBeforeMs   everything before it is done, but for what came late
    /// @param days           of which there may be hints, rising
    /// @param everythingAtMs when to read it from the first day on again
    private record Seen(long doneBeforeMs, NavigableSet<Long> days, long everythingAtMs) {}

    /// @param everythingEvery how often all days are read
    /// @param begun           by partition: how much of it is under way or rests, and does not count
    DueView(DueRows rows, Duration everythingEvery, IntUnaryOperator begun) {
        this.rows = rows;
        this.everythingEvery = everythingEvery;
        this.begun = begun;
    }

    /// All that is due, by partition, rising; of very much the oldest. A partition that cannot be read is left out: the
    /// others do not wait for it.
    Map<Integer, List<Due>> read(Set<Integer> partitions, long nowMs) {
        seenByPartition.keySet().retainAll(partitions);
        Map<Integer, CompletableFuture<Look>> looks = new HashMap<>();
        partitions.forEach(
                partition -> looks.put(partition, begin(partition, nowMs).toCompletableFuture()));
        Map<Integer, List<Due>> due = new HashMap<>();
        looks.forEach((partition, look) -> {
            try {
                due.put(partition, found(look.join(), nowMs));
            } catch (CompletionException e) {
                log.atWarn()
                        .addKeyValue("partition", partition)
                        .setCause(e)
                        .log("What is due cannot be read, trying again");
            }
        });
        return due;
    }

    /// @param found fills while days are read
    private record Look(int partition, Seen before, long toMs, int most, List<Due> found) {}

    private CompletionStage<Look> begin(int partition, long nowMs) {
        int most = MOST + begun.applyAsInt(partition);
        Seen seen = seenByPartition.get(partition);
        if (seen != null && nowMs < seen.everythingAtMs()) {
            return read(new Look(partition, seen, nowMs, most, new ArrayList<>()));
        }
        return rows.daysUpTo(partition, DueRows.dayOf(nowMs)).thenCompose(days -> {
            var all = new Seen(0, new TreeSet<>(days), nowMs + everythingEvery.toMillis());
            return read(new Look(partition, all, nowMs, most, new ArrayList<>()));
        });
    }

    private CompletionStage<Look> read(Look look) {
        NavigableSet<Long> days = new TreeSet<>(look.before().days());
        long first = DueRows.dayOf(look.before().doneBeforeMs());
        days.add(first);
        days.add(DueRows.dayOf(look.toMs() - RECENT.toMillis()));
        days.add(DueRows.dayOf(look.toMs()));
        return from(first, days, look);
    }

    /// The days in order, until there are enough.
    private CompletionStage<Look> from(long first, NavigableSet<Long> days, Look look) {
        Long day = days.ceiling(first);
        int room = look.most() - look.found().size();
        if (day == null || room <= 0) {
            return CompletableFuture.completedStage(look);
        }
        return rows.between(look.partition(), day, look.before().doneBeforeMs(), look.toMs(), room)
                .thenCompose(found -> {
                    look.found().addAll(found);
                    return found.isEmpty() ? passed(day, look) : CompletableFuture.completedStage(look);
                })
                .thenCompose(it -> from(day + 1, days, it));
    }

    /// Nothing is left of the day.
    private CompletionStage<Look> passed(long day, Look look) {
        boolean isListed = look.before().days().contains(day);
        boolean isLongAgo = day < DueRows.dayOf(look.toMs()) - LISTED_DAYS;
        return isListed && isLongAgo
                ? rows.removeDay(look.partition(), day).thenApply(_ -> look)
                : CompletableFuture.completedStage(look);
    }

    private List<Due> found(Look look, long nowMs) {
        long recent = nowMs - RECENT.toMillis();
        List<Due> found = look.found();
        long doneBefore =
                found.isEmpty() ? recent : Math.min(recent, found.getFirst().dueAtMs());
        seenByPartition.put(
                look.partition(),
                new Seen(doneBefore, look.before().days(), look.before().everythingAtMs()));
        return found;
    }
}
