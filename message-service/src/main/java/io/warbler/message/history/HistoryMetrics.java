package io.warbler.message.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Counts of reads and of where they were answered from.
@Component
class HistoryMetrics {

    private static final String PREFIX = "warbler.message.history.";

    private final Counter cachedHeads;
    private final Counter storedHeads;
    private final Counter cachedPages;
    private final Counter storedPages;
    private final Counter cacheFailures;
    private final Counter holes;

    HistoryMetrics(MeterRegistry meters) {
        cachedHeads = meters.counter(PREFIX + "heads", "source", "cache");
        storedHeads = meters.counter(PREFIX + "heads", "source", "store");
        cachedPages = meters.counter(PREFIX + "pages", "source", "cache");
        storedPages = meters.counter(PREFIX + "pages", "source", "store");
        cacheFailures = meters.counter(PREFIX + "cache.failures");
        holes = meters.counter(PREFIX + "holes");
    }

    void headsFromCache(int count) {
        cachedHeads.increment(count);
    }

    void headFromStore() {
        storedHeads.increment();
    }

    void pageFromCache() {
        cachedPages.increment();
    }

    void pageFromStore() {
        storedPages.increment();
    }

    void cacheFailed() {
        cacheFailures.increment();
    }

    void cutAtHole() {
        holes.increment();
    }
}
