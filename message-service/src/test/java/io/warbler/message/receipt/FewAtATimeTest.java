package io.warbler.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FewAtATimeTest {

    @Test
    void neverAsksMoreThanAFewAtOnceAndHasEveryAnswer() {
        var open = new AtomicInteger();
        var most = new AtomicInteger();
        List<Integer> many =
                IntStream.range(0, 10 * FewAtATime.AT_ONCE + 1).boxed().toList();

        var answers = FewAtATime.ask(many, one -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(
                    () -> {
                        open.decrementAndGet();
                        return -one;
                    },
                    ForkJoinPool.commonPool());
        });

        assertThat(answers)
                .hasSize(many.size())
                .allSatisfy((one, answer) -> assertThat(answer).isEqualTo(-one));
        assertThat(most).hasValueLessThanOrEqualTo(FewAtATime.AT_ONCE);
    }
}
