package io.warbler.chaos.report;

import io.warbler.chaos.check.Verdict;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.measure.Second;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Everything that a report tells.
///
/// @param setting    name → value, as shown
/// @param latency    name → milliseconds, over the whole run
/// @param recoveries one per fault
/// @param failures   what went wrong with the run itself
public record RunReport(
        Map<String, String> setting,
        Verdict verdict,
        Map<String, Double> latency,
        List<Second> seconds,
        List<Recovery> recoveries,
        List<String> failures) {

    // allow ParameterNumber: what one page says
    public RunReport {
        seconds = List.copyOf(seconds);
        recoveries = List.copyOf(recoveries);
        failures = List.copyOf(failures);
    }

    /// Whether every promise was kept, and every fault was a fault and was recovered from.
    public boolean isClean() {
        return verdict.isClean() && failures.isEmpty();
    }

    /// This one and a later round of the same run together: what is measured over the whole run is taken from the
    /// later.
    public RunReport and(RunReport later) {
        return new RunReport(
                setting,
                verdict.and(later.verdict),
                later.latency,
                later.seconds,
                Stream.concat(recoveries.stream(), later.recoveries.stream()).toList(),
                Stream.concat(failures.stream(), later.failures.stream()).toList());
    }

    List<FaultSpan> faults() {
        return recoveries.stream().map(Recovery::fault).toList();
    }

    long kinds() {
        return faults().stream().map(FaultSpan::kind).distinct().count();
    }
}
