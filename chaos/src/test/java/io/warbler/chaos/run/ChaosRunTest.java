package io.warbler.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.workload.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaosRunTest {

    private static final Load LOAD = new Load(7, 8, 100, 1_000);

    @ParameterizedTest
    @CsvSource({"1, 1", "300, 1", "301, 2", "1800, 6"})
    void longRunHasRoundsOfFiveMinutesAtMost(int seconds, int rounds) {
        var run = new ChaosRun(plan(Duration.ofSeconds(seconds)), new QuietProgress());

        assertThat(run.evidence()).hasSize(rounds).startsWith(Path.of("folder", "evidence-1"));
    }

    @Test
    void roundHasItsPartOfTheTimeAndASeedOfItsOwn() {
        RunPlan third = plan(Duration.ofMinutes(12)).round(3, 4);

        assertThat(third.duration()).isEqualTo(Duration.ofMinutes(3));
        assertThat(third.load().seed()).isEqualTo(9);
        assertThat(third.faults()).containsExactly("flush-redis");
    }

    @Test
    void unknownFaultsAreRefusedBeforeAnythingStarts() {
        assertThatThrownBy(() -> new RunPlan(
                        Path.of("checkout"),
                        Path.of("folder"),
                        LOAD,
                        List.of("earthquake"),
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Bounds.promised(),
                        RunPlan.Least.nothing()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fault: 'earthquake' (expected: one of");
    }

    private static RunPlan plan(Duration duration) {
        return new RunPlan(
                Path.of("checkout"),
                Path.of("folder"),
                LOAD,
                List.of("flush"),
                duration,
                Duration.ZERO,
                Bounds.promised(),
                RunPlan.Least.nothing());
    }
}
