package io.warbler.bench.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The processes of a server: some named roots and everything below them, such as the workers of a database.
public final class ProcessGroup {

    /// `sysconf(_SC_CLK_TCK)`: 100 on every Linux that the JDK runs on.
    private static final double TICKS_PER_SECOND = 100;

    private static final double KIB_PER_MIB = 1_024;

    private final Map<String, Long> rootByName;
    private final ProcFiles files;

    /// @param rootByName process ids by the name under which each is reported
    public ProcessGroup(Map<String, Long> rootByName) {
        this(rootByName, ProcFiles.SYSTEM);
    }

    ProcessGroup(Map<String, Long> rootByName, ProcFiles files) {
        this.rootByName = new LinkedHashMap<>(rootByName);
        this.files = files;
    }

    /// CPU used so far; differences between two calls mean something.
    public Usage cpuSeconds() {
        var parents = files.parents();
        return usage(pid -> tree(pid, parents).stream()
                .flatMap(each -> files.stat(each).stream())
                .mapToDouble(stat -> stat.ticks() / TICKS_PER_SECOND)
                .sum());
    }

    /// Resident memory in MiB; pages that several processes share count once.
    public Usage proportionalMib() {
        var parents = files.parents();
        return usage(pid -> tree(pid, parents).stream()
                .mapToDouble(each -> files.kib(each, "smaps_rollup", "Pss") / KIB_PER_MIB)
                .sum());
    }

    /// Memory that is needed in MiB: of a JVM what is live on the heap after a collection and all that is resident
    /// outside of it; of others what is resident. A JVM keeps a heap that it does not need, so the resident size of
    /// one says little about what a connection costs.
    public Usage neededMib() {
        var parents = files.parents();
        return usage(
                pid -> tree(pid, parents).stream().mapToDouble(this::neededMib).sum());
    }

    private double neededMib(long pid) {
        var resident = files.kib(pid, "smaps_rollup", "Pss");
        return JavaHeap.collected(pid)
                .map(heap -> (resident - files.residentKib(pid, heap.from(), heap.to())) / KIB_PER_MIB
                        + heap.liveKib() / KIB_PER_MIB)
                .orElse(resident / KIB_PER_MIB);
    }

    /// The process id of a root.
    public long pid(String name) {
        var pid = rootByName.get(name);
        if (pid == null) {
            throw new IllegalArgumentException("process: " + name + " (expected: one of " + rootByName.keySet() + ")");
        }
        return pid;
    }

    private Usage usage(java.util.function.LongToDoubleFunction measure) {
        Map<String, Double> byName = new LinkedHashMap<>();
        rootByName.forEach((name, pid) -> byName.put(name, measure.applyAsDouble(pid)));
        return new Usage(byName);
    }

    private static List<Long> tree(long root, Map<Long, Long> parents) {
        List<Long> found = new ArrayList<>();
        var open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            var next = open.poll();
            found.add(next);
            parents.forEach((pid, parent) -> {
                if (parent.equals(next)) {
                    open.add(pid);
                }
            });
        }
        return found;
    }
}
