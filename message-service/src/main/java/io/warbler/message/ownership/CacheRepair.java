package io.warbler.message.ownership;

import com.datastax.oss.driver.api.core.DriverException;
import io.warbler.kernel.LogLayout;
import io.warbler.message.cache.HeadCache;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes the cache of partitions usable again after it missed writes, or when another process of Redis
/// answers, which may hold older data: drops what it holds, then tells readers.
///
/// One search through Redis for all partitions that need it, on a thread of its own.
@Component
class CacheRepair {

    private static final Logger log = LoggerFactory.getLogger(CacheRepair.class);
    private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();

    private final HeadCache headCache;
    private final LogLayout layout;
    private final long checkIntervalNanos;
    private final AtomicBoolean running = new AtomicBoolean();

    private long dueNanos = System.nanoTime();
    private long checkDueNanos;

    CacheRepair(HeadCache headCache, LogLayout layout, OwnershipProperties properties) {
        this.headCache = headCache;
        this.layout = layout;
        this.checkIntervalNanos = properties.cacheCheckInterval().toNanos();
        this.checkDueNanos = System.nanoTime() + checkIntervalNanos;
    }

    /// Begins to look at what readers are told, and to repair what needs it if Redis answers, unless that is
    /// under way. Called by the owner's thread; does not block.
    void repairWhenDue(Collection<OwnedPartition> partitions) {
        String process = headCache.process().orElse("");
        long now = System.nanoTime();
        boolean checkDue = now - checkDueNanos >= 0;
        Map<Integer, CacheFlag> stale = flags(partitions.stream()
                .filter(partition -> partition.isCaughtUp() && partition.cache().needsRepair(process)));
        boolean repairDue = now - dueNanos >= 0 && !process.isEmpty() && !stale.isEmpty();
        if ((!checkDue && !repairDue) || !running.compareAndSet(false, true)) {
            return;
        }
        if (repairDue) {
            dueNanos = now + INTERVAL_NANOS;
        }
        if (checkDue) {
            checkDueNanos = now + checkIntervalNanos;
        }
        Collection<CacheFlag> checked = checkDue ? flags(partitions.stream()).values() : List.of();
        Thread.ofVirtual().name("cache-repair").start(() -> run(checked, repairDue ? stale : Map.of(), process));
    }

    private static Map<Integer, CacheFlag> flags(Stream<OwnedPartition> partitions) {
        return partitions.collect(Collectors.toMap(OwnedPartition::number, OwnedPartition::cache));
    }

    private void run(Collection<CacheFlag> checked, Map<Integer, CacheFlag> stale, String process) {
        try {
            checked.forEach(CacheFlag::checkStored);
            repair(stale, process);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("failure", e.toString()).log("Cache not repaired, trying again");
        } finally {
            running.set(false);
        }
    }

    private void repair(Map<Integer, CacheFlag> flags, String process) {
        Map<Integer, CacheFlag> begun = new HashMap<>();
        flags.forEach((partition, flag) -> {
            if (flag.beginRepair(process)) {
                begun.put(partition, flag);
            }
        });
        if (begun.isEmpty()) {
            return;
        }
        boolean dropped = false;
        try {
            dropped = headCache.drop(process, conversation -> begun.containsKey(layout.partitionOf(conversation)));
        } finally {
            end(begun, dropped);
        }
    }

    private static void end(Map<Integer, CacheFlag> begun, boolean dropped) {
        begun.forEach((partition, flag) -> {
            try {
                if (flag.endRepair(dropped)) {
                    log.atInfo().addKeyValue("partition", partition).log("Cache usable again");
                }
            } catch (DriverException e) {
                log.atWarn()
                        .addKeyValue("partition", partition)
                        .addKeyValue("failure", e.toString())
                        .log("Readers not told of the repaired cache, trying again");
            }
        });
    }
}
