package io.warbler.message.timer;

import io.warbler.message.due.Due;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What of all that is due is done next: so much at once in all and of each partition, and what was not tried yet
/// before
/// what could not be done. Thread-safe.
final class DueTurns {

    private static final long UNDER_WAY = Long.MAX_VALUE;

    private final int maxAtOnce;
    private final int maxOfPartition;
    /// What was found at the last look and is not done, by partition.
    private final Map<Integer, List<Due>> found = new HashMap<>();
    /// Until when what was begun rests.
    private final Map<Turn, Long> restsUntilMs = new HashMap<>();

    /// Something that is due, and where it was found.
    record Turn(int partition, Due due) {}

    DueTurns(int maxAtOnce, int maxOfPartition) {
        this.maxAtOnce = maxAtOnce;
        this.maxOfPartition = maxOfPartition;
    }

    /// Takes up what is due now, all of it.
    synchronized void look(Map<Integer, List<Due>> due) {
        found.clear();
        due.forEach((partition, all) -> found.put(partition, new ArrayList<>(all)));
        restsUntilMs.entrySet().removeIf(it -> it.getValue() != UNDER_WAY && !isFound(it.getKey()));
    }

    /// What begins now; each of it ends with [#done] or [#rest].
    synchronized List<Turn> begin(long nowMs) {
        List<Turn> begun = new ArrayList<>();
        List<Iterator<Turn>> waiting = found.keySet().stream()
                .sorted(Comparator.comparingLong(this::underWayOf))
                .map(partition -> waiting(partition, nowMs).iterator())
                .toList();
        long room = maxAtOnce - underWay();
        while (room > begun.size() && waiting.stream().anyMatch(Iterator::hasNext)) {
            waiting.stream()
                    .filter(Iterator::hasNext)
                    .limit(room - begun.size())
                    .forEach(it -> begun.add(it.next()));
        }
        begun.forEach(turn -> restsUntilMs.put(turn, UNDER_WAY));
        return begun;
    }

    /// It is not due any more.
    synchronized void done(Turn turn) {
        restsUntilMs.remove(turn);
        found.getOrDefault(turn.partition(), new ArrayList<>()).remove(turn.due());
        notifyAll();
    }

    /// It is not done, and not to be tried until then.
    synchronized void rest(Turn turn, long untilMs) {
        restsUntilMs.put(turn, untilMs);
        notifyAll();
    }

    /// How much of a partition was begun and is not done.
    synchronized int begun(int partition) {
        return Math.toIntExact(restsUntilMs.keySet().stream()
                .filter(it -> it.partition() == partition)
                .count());
    }

    /// Waits until nothing is under way; false if something still is at that time.
    synchronized boolean awaitIdle(long timeoutMs) throws InterruptedException {
        long end = System.nanoTime() + timeoutMs * 1_000_000;
        for (long left = timeoutMs; underWay() > 0 && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return underWay() == 0;
    }

    /// As much of the partition as may begin: first what was never tried, then what was tried the longest ago.
    private List<Turn> waiting(int partition, long nowMs) {
        return found.getOrDefault(partition, List.of()).stream()
                .map(due -> new Turn(partition, due))
                .filter(turn -> restsUntil(turn) <= nowMs)
                .sorted(Comparator.comparingLong(this::restsUntil))
                .limit(Math.max(0, maxOfPartition - underWayOf(partition)))
                .toList();
    }

    private long restsUntil(Turn turn) {
        return restsUntilMs.getOrDefault(turn, Long.MIN_VALUE);
    }

    private boolean isFound(Turn turn) {
        return found.getOrDefault(turn.partition(), List.of()).contains(turn.due());
    }

    private long underWay() {
        return restsUntilMs.values().stream().filter(it -> it == UNDER_WAY).count();
    }

    private long underWayOf(int partition) {
        return restsUntilMs.entrySet().stream()
                .filter(it -> it.getValue() == UNDER_WAY && it.getKey().partition() == partition)
                .count();
    }
}
