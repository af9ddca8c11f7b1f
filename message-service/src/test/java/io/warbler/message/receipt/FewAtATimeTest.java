package io.warbler.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FewAtATimeTest {

    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

    private final FewAtATime few = new FewAtATime();
    private final BlockingQueue<Runnable> open = new LinkedBlockingQueue<>();

    @Test
    void neverAsksMoreThanAFewAtOnceWhoeverAsks() throws InterruptedException {
        var one = inBackground(numbers(0, FewAtATime.AT_ONCE + 10));
        var other = inBackground(numbers(1_000, FewAtATime.AT_ONCE + 10));

        await().until(() -> open.size() == FewAtATime.AT_ONCE);
        for (int answered = 0; answered < 2 * (FewAtATime.AT_ONCE + 10); answered++) {
            open.take().run();
            assertThat(open).hasSizeLessThanOrEqualTo(FewAtATime.AT_ONCE);
        }

        assertThat(one.join()).hasSize(FewAtATime.AT_ONCE + 10).containsEntry(7, -7);
        assertThat(other.join()).hasSize(FewAtATime.AT_ONCE + 10).containsEntry(1_007, -1_007);
    }

    @Test
    void whatFailsLeavesRoomForOthers() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> few.ask(numbers(0, FewAtATime.AT_ONCE), FewAtATimeTest::failing))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("gone");
        }

        assertThat(few.ask(List.of(1), CompletableFuture::completedFuture)).containsEntry(1, 1);
    }

    @Test
    void nobodyIsAskedFurtherOnceOneHasFailed() {
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> few.ask(numbers(0, 10 * FewAtATime.AT_ONCE), one -> {
                    asked.incrementAndGet();
                    return failing(one);
                }))
                .isInstanceOf(CompletionException.class);

        assertThat(asked).hasValue(1);
    }

    private static CompletableFuture<Integer> failing(int one) {
        if (one % 2 == 0) {
            throw new IllegalStateException("gone");
        }
        return CompletableFuture.failedFuture(new IllegalStateException("gone"));
    }

    private CompletableFuture<Map<Integer, Integer>> inBackground(List<Integer> many) {
        return CompletableFuture.supplyAsync(() -> few.ask(many, this::asked), VIRTUAL_THREADS);
    }

    private CompletableFuture<Integer> asked(int one) {
        var answer = new CompletableFuture<Integer>();
        open.add(() -> answer.complete(-one));
        return answer;
    }

    private static List<Integer> numbers(int from, int count) {
        return IntStream.range(from, from + count).boxed().toList();
    }
}
