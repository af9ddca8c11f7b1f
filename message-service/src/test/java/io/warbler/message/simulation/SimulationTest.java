package io.warbler.message.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every schedule keeps every promise.
///
/// `./warbler simulate --schedules 10000000` runs more of them, `--seed S` one of them, which is shown line by line
/// when it fails.
@Tag("I1")
@Tag("I2")
@Tag("I3")
@Tag("I4")
@Tag("I5")
@Tag("I7")
@Tag("I11")
class SimulationTest {

    private static final Logger log = LoggerFactory.getLogger(SimulationTest.class);
    private static final int SCHEDULES = Integer.getInteger("warbler.simulation.schedules", 10_000);
    private static final int TOLD_EVERY = 100_000;

    private final Long seed = Long.getLong("warbler.simulation.seed");

    @Test
    void everyScheduleKeepsEveryPromise() {
        LongStream seeds = seed == null ? LongStream.range(0, SCHEDULES).parallel() : LongStream.of(seed);

        var ended = new AtomicInteger();
        var failing = seeds.peek(_ -> tell(ended.incrementAndGet()))
                .filter(it -> Simulation.run(it, Mutant.NONE) != null)
                .limit(3)
                .boxed()
                .toList();

        assertThat(failing).as(() -> story(failing.getFirst())).isEmpty();
    }

    private static void tell(int ended) {
        if (ended % TOLD_EVERY == 0) {
            log.atInfo()
                    .addKeyValue("ended", ended)
                    .addKeyValue("of", SCHEDULES)
                    .log("Schedules");
        }
    }

    private static String story(long failing) {
        return "seed " + failing + "; again: ./warbler simulate --seed " + failing + "\n"
                + String.join("\n", Simulation.trace(failing, Mutant.NONE));
    }
}
