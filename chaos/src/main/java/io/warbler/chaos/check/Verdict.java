package io.warbler.chaos.check;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the evidence says.
///
/// @param counts    how many anomalies of each kind, all kinds
/// @param anomalies examples, some of each kind
/// @param checked   how much evidence there was
public record Verdict(Map<AnomalyKind, Integer> counts, List<Anomaly> anomalies, Checked checked) {

    public Verdict {
        counts = Map.copyOf(counts);
        anomalies = List.copyOf(anomalies);
    }

    /// Whether all promises were kept.
    public boolean isClean() {
        return counts.values().stream().allMatch(count -> count == 0);
    }

    public int count(AnomalyKind kind) {
        return counts.getOrDefault(kind, 0);
    }

    /// This one and that of another run together.
    public Verdict and(Verdict other) {
        Map<AnomalyKind, Integer> sums = new EnumMap<>(AnomalyKind.class);
        sums.putAll(counts);
        other.counts.forEach((kind, count) -> sums.merge(kind, count, Integer::sum));
        return new Verdict(
                sums,
                Stream.concat(anomalies.stream(), other.anomalies.stream()).toList(),
                checked.and(other.checked));
    }

    /// How much evidence there was.
    ///
    /// @param unknown sends without a verdict
    /// @param shown   entries that devices showed
    /// @param reads   final reads of a conversation by a device
    public record Checked(int sent, int acked, int refused, int unknown, int shown, int reads) {

        Checked and(Checked other) {
            return new Checked(
                    sent + other.sent,
                    acked + other.acked,
                    refused + other.refused,
                    unknown + other.unknown,
                    shown + other.shown,
                    reads + other.reads);
        }
    }
}
