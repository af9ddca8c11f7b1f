package io.warbler.gateway.submit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the unanswered sends of the node by count and size. Callable by any thread; the two atomics are counted
/// apart,
/// so a bound may be passed by as many sends as there are event loops.
final class Admission {

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final int maxCount;
    private final long maxBytes;

    Admission(SubmitProperties properties) {
        maxCount = properties.maxUnanswered();
        maxBytes = properties.maxUnansweredBytes().toBytes();
    }

    boolean admit(Send send) {
        if (count.get() >= maxCount || bytes.get() + send.bytes > maxBytes) {
            return false;
        }
        count.incrementAndGet();
        bytes.addAndGet(send.bytes);
        return true;
    }

    void leave(Send send) {
        count.decrementAndGet();
        bytes.addAndGet(-send.bytes);
    }
}
