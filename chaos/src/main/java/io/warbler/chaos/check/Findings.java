package io.warbler.chaos.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Anomalies as they are found: all are counted, some of each kind are kept.
final class Findings {

    private static final int KEPT_PER_KIND = 20;

    private final Map<AnomalyKind, Integer> counts = new EnumMap<>(AnomalyKind.class);
    private final List<Anomaly> anomalies = new ArrayList<>();

    Findings() {
        for (AnomalyKind kind : AnomalyKind.values()) {
            counts.put(kind, 0);
        }
    }

    void add(AnomalyKind kind, String conversation, String detail) {
        int count = counts.merge(kind, 1, Integer::sum);
        if (count <= KEPT_PER_KIND) {
            anomalies.add(new Anomaly(kind, conversation, detail));
        }
    }

    Verdict verdict(Verdict.Checked checked) {
        return new Verdict(counts, anomalies, checked);
    }
}
