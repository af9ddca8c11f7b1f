package io.warbler.message.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// The simulation finds wrong rules: each in 19 of 20 runs at least.
///
/// `-Dwarbler.simulation.runs=20` makes so many; `./warbler simulate` does.
@Tag("long")
class SimulationMutantsTest {

    private static final int RUNS = Integer.getInteger("warbler.simulation.runs", 1);
    private static final long SCHEDULES_PER_RUN = 100_000;

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void wrongRuleIsFound(Mutant mutant) {
        long found = IntStream.range(0, RUNS)
                .parallel()
                .filter(run -> isFound(mutant, run))
                .count();

        assertThat(found).isGreaterThanOrEqualTo((RUNS * 19L + 19) / 20);
    }

    private static boolean isFound(Mutant mutant, int run) {
        return LongStream.range(0, SCHEDULES_PER_RUN)
                .anyMatch(schedule -> Simulation.run(1_000_000L * (run + 1) + schedule, mutant) != null);
    }
}
