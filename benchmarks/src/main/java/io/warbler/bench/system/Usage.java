package io.warbler.bench.system;

import java.util.LinkedHashMap;
import java.util.Map;

/// A number per process.
public record Usage(Map<String, Double> byProcess) {

    public Usage {
        byProcess = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byProcess));
    }

    public double total() {
        return byProcess.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// What was used since an earlier reading.
    public Usage since(Usage earlier) {
        Map<String, Double> difference = new LinkedHashMap<>();
        byProcess.forEach((name, now) -> difference.put(name, now - earlier.byProcess.getOrDefault(name, 0.0)));
        return new Usage(difference);
    }
}
