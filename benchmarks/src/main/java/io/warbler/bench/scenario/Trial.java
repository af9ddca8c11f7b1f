package io.warbler.bench.scenario;

import io.warbler.bench.load.Outcome;
import io.warbler.bench.report.Results;
import io.warbler.bench.system.Usage;
import java.util.Locale;
import java.util.stream.Collectors;

/// A run at one rate, with what it cost.
///
/// @param server    CPU seconds of each server-side process within the measured window
/// @param generator CPU seconds of the generator
/// @param others    CPU seconds of everything else on the machine
record Trial(Outcome outcome, Usage server, double generator, double others) {

    private static final double MICROS = 1_000_000;
    private static final double NOISY_CORES = 0.1;
    private static final int NAMED = 4;

    /// Server CPU in microseconds per delivery.
    double microsPerDelivery() {
        return outcome.inTime() == 0 ? 0 : server.total() * MICROS / outcome.inTime();
    }

    /// Somebody else used a tenth of a core or more: rates and latencies say less, CPU per message still holds.
    boolean isNoisy() {
        return others / outcome.seconds() > NOISY_CORES;
    }

    /// One line of progress.
    String line() {
        var costly = server.byProcess().entrySet().stream()
                .sorted((one, other) -> Double.compare(other.getValue(), one.getValue()))
                .limit(NAMED)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s %.0f",
                        entry.getKey().replace("-service", ""),
                        entry.getValue() * MICROS / Math.max(1, outcome.inTime())))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%6.0f/s: %6.0f/s in time, p50 %.1f p99 %.1f p99.9 %.1f ms, server %.0f µs each (%s), generator %.2f"
                        + " cores%s%s%s",
                outcome.rate(),
                outcome.deliveredPerSecond(),
                outcome.delivery().percentile(50),
                outcome.delivery().percentile(99),
                outcome.delivery().percentile(99.9),
                microsPerDelivery(),
                costly,
                generator / outcome.seconds(),
                troubles(),
                outcome.isVoid()
                        ? String.format(Locale.ROOT, ", VOID: %.1f %% sent late", outcome.lateShare() * 100)
                        : "",
                isNoisy() ? String.format(Locale.ROOT, ", noisy: others %.2f cores", others / outcome.seconds()) : "");
    }

    private String troubles() {
        if (outcome.refused() + outcome.lost() + outcome.duplicates() + outcome.disorders() + outcome.disconnects()
                == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                ", refused %d lost %d (confirmed %d) double %d disordered %d disconnected %d",
                outcome.refused(),
                outcome.lost(),
                outcome.acceptedLost(),
                outcome.duplicates(),
                outcome.disorders(),
                outcome.disconnects());
    }

    /// What makes the numbers of a report worth less.
    void noteDoubts(String target, String scenario, Results results) {
        if (isNoisy()) {
            results.note("Noisy: during " + scenario + " of " + target + " other programs used "
                    + String.format(Locale.ROOT, "%.2f", others / outcome.seconds()) + " cores");
        }
        if (outcome.isVoid()) {
            results.note("Void: a run of " + scenario + " of " + target + " at " + Math.round(outcome.rate())
                    + "/s, the generator was late");
        }
        if (outcome.acceptedLost() > 0 || outcome.duplicates() > 0 || outcome.disorders() > 0) {
            results.note("**Wrong**: " + scenario + " of " + target + " at " + Math.round(outcome.rate()) + "/s:"
                    + troubles().substring(1));
        }
    }
}
