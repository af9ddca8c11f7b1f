package io.warbler.message.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Every schedule keeps every promise.
///
/// `-Dwarbler.simulation.schedules=10000000` runs more of them, `-Dwarbler.simulation.seed=…` one of them, which is
/// shown line by line when it fails.
class SimulationTest {

    private static final int SCHEDULES = Integer.getInteger("warbler.simulation.schedules", 200_000);

    private final Long seed = Long.getLong("warbler.simulation.seed");

    @Test
    void everyScheduleKeepsEveryPromise() {
        LongStream seeds = seed == null ? LongStream.range(0, SCHEDULES).parallel() : LongStream.of(seed);

        var failing = seeds.filter(it -> Simulation.run(it, Mutant.NONE) != null)
                .limit(3)
                .boxed()
                .toList();

        assertThat(failing).as(() -> story(failing.getFirst())).isEmpty();
    }

    private static String story(long failing) {
        return "seed " + failing + "; again: mvn -pl message-service -am test -Dtest=SimulationTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Dwarbler.simulation.seed=" + failing + "\n"
                + String.join("\n", Simulation.trace(failing, Mutant.NONE));
    }
}
