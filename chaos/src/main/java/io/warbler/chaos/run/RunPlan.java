package io.warbler.chaos.run;

import io.warbler.chaos.history.Bounds;
import io.warbler.chaos.nemesis.FaultKinds;
import io.warbler.chaos.workload.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a run shall do.
///
/// @param checkout where the services were built
/// @param folder   made; cluster, evidence and report go there
/// @param faults   kinds; given as the words that they begin with, or none for all
/// @param duration how long faults are injected
/// @param calm     between the end of one fault and the next
/// @param bounds   how long things may take while nothing is broken
/// @param least    what must have happened in each round, however long it takes
public record RunPlan(
        Path checkout,
        Path folder,
        Load load,
        List<String> faults,
        Duration duration,
        Duration calm,
        Bounds bounds,
        Least least) {

    // allow ParameterNumber: all that a run is told

    public RunPlan {
        faults = FaultKinds.chosenBy(faults);
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("duration: " + duration + " (expected: positive)");
        }
    }

    /// One of several rounds: another seed, a part of the time.
    RunPlan round(int round, int rounds) {
        var own = new Load(load.seed() + round - 1, load.users(), load.perSecond(), load.mostWaiting());
        return new RunPlan(checkout, folder, own, faults, duration.dividedBy(rounds), calm, bounds, least);
    }

    /// So many faults are injected and so many sends acked at least; the second is waited for a minute only.
    public record Least(int faults, int acks) {

        public static Least nothing() {
            return new Least(0, 0);
        }
    }
}
