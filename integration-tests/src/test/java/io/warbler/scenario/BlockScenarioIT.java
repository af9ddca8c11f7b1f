package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.test.Extent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// When a block is answered, no later send is accepted, on whichever instances, while sends are pipelined: a hundred
/// blocks, or a thousand when all is wanted.
@Tag("I12")
class BlockScenarioIT {

    private static final int PAIRS = Extent.of(5, 20);
    /// More would be refused.
    private static final int LOGINS_AT_ONCE = 4;
    private static final int ROUNDS_PER_PAIR = Extent.of(20, 50);

    private final Cluster cluster = Cluster.shared();

    @Test
    void everyBlockIsEffectiveOnTheVeryNextSend() throws Exception {
        List<BlockedSends> pairs = new ArrayList<>();
        try (var logins = Executors.newFixedThreadPool(LOGINS_AT_ONCE);
                var executor = Executors.newFixedThreadPool(PAIRS)) {
            pairs.addAll(all(logins, Collections.nCopies(PAIRS, () -> new BlockedSends(cluster))));

            int refusedOnTheirWay =
                    all(
                                    executor,
                                    pairs.stream()
                                            .<Callable<Integer>>map(pair -> () -> rounds(pair))
                                            .toList())
                            .stream()
                            .mapToInt(Integer::intValue)
                            .sum();

            // else no block ever met a send, and the rounds prove nothing about pipelining
            assertThat(refusedOnTheirWay).isPositive();
            pairs.forEach(BlockedSends::assertNothingOfABlockIsVisible);
        } finally {
            pairs.forEach(BlockedSends::close);
        }
    }

    private static <T> List<T> all(ExecutorService executor, List<Callable<T>> work)
            throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> done : executor.invokeAll(work)) {
            results.add(done.get());
        }
        return results;
    }

    private static int rounds(BlockedSends pair) {
        int refusedOnTheirWay = 0;
        for (int round = 0; round < ROUNDS_PER_PAIR; round++) {
            refusedOnTheirWay += pair.round(round);
        }
        return refusedOnTheirWay;
    }
}
