package io.warbler.chaos.workload;

import io.warbler.chaos.history.RunFolder;
import io.warbler.chaos.measure.Meter;
import io.warbler.chaos.measure.RunClock;

/// Where a run is written down, and by which clock.
public record Recording(RunFolder folder, RunClock clock, Meter meter) {}
