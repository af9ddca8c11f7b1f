package io.warbler.message.ingress;

import java.util.concurrent.atomic.AtomicLong;

/// Bounds what is in flight between arrival and the log's answer, in number and bytes. Whoever is not admitted is told
/// to
/// come again: refusing early is cheaper than failing late.
final class Admission {

    private final long maxCount;
    private final long maxBytes;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Admission(long maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /// Takes room for one submission; every success must be given back once.
    boolean tryEnter(int size) {
        if (count.incrementAndGet() > maxCount) {
            count.decrementAndGet();
            return false;
        }
        if (bytes.addAndGet(size) > maxBytes) {
            leave(size);
            return false;
        }
        return true;
    }

    void leave(int size) {
        bytes.addAndGet(-size);
        count.decrementAndGet();
    }

    long count() {
        return count.get();
    }

    long bytes() {
        return bytes.get();
    }
}
