package io.warbler.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.chaos.history.RunHistory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryCheckerTest {

    private static final int SEEDS = 40;

    @Test
    void historyOfAServerThatKeepsItsPromisesPasses() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Verdict verdict = HistoryChecker.check(RandomRun.of(seed));

            assertThat(verdict.anomalies()).as("seed %d", seed).isEmpty();
            assertThat(verdict.isClean()).isTrue();
            assertThat(verdict.checked().acked()).isGreaterThan(20);
            assertThat(verdict.checked().reads()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachMutationIsFoundByItsName(Mutation mutation) {
        for (int seed = 0; seed < SEEDS; seed++) {
            RunHistory mutated = mutation.of(RandomRun.of(seed), new Random(seed));

            Verdict verdict = HistoryChecker.check(mutated);

            assertThat(verdict.count(mutation.expected()))
                    .as("seed %d: %s", seed, verdict.anomalies())
                    .isPositive();
            assertThat(verdict.isClean()).isFalse();
        }
    }

    @Test
    void everyKindOfAnomalyHasAMutationThatShowsIt() {
        assertThat(Mutation.byName()).containsOnlyKeys(AnomalyKind.values());
    }
}
