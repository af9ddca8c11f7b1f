package io.warbler.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SharedReadTest {

    private final Deque<Runnable> scheduled = new ArrayDeque<>();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void whoAsksBeforeTheReadBeginsSharesIt() {
        var shared = new SharedRead<>(reads::incrementAndGet, scheduled::add);

        var one = shared.get();
        var other = shared.get();
        runAll();

        assertThat(one).isCompletedWithValue(1);
        assertThat(other).isCompletedWithValue(1);
    }

    @Test
    void whoAsksWhileAReadRunsGetsTheNextOne() {
        var again = new CompletableFuture<CompletableFuture<Integer>>();
        var self = new AtomicReference<SharedRead<Integer>>();
        var shared = new SharedRead<Integer>(
                () -> {
                    if (!again.isDone()) {
                        again.complete(self.get().get());
                    }
                    return reads.incrementAndGet();
                },
                scheduled::add);
        self.set(shared);

        var first = shared.get();
        runAll();

        assertThat(first).isCompletedWithValue(1);
        assertThat(again.join()).isCompletedWithValue(2);
    }

    @Test
    void failureConcernsOnlyThoseWhoShareIt() {
        var shared = new SharedRead<>(
                () -> {
                    if (reads.incrementAndGet() == 1) {
                        throw new IllegalStateException("away");
                    }
                    return reads.get();
                },
                scheduled::add);

        var failed = shared.get();
        runAll();
        var next = shared.get();
        runAll();

        assertThat(failed).isCompletedExceptionally();
        assertThat(next).isCompletedWithValue(2);
    }

    private void runAll() {
        while (!scheduled.isEmpty()) {
            scheduled.remove().run();
        }
    }
}
