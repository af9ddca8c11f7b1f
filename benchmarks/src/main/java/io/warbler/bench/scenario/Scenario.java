package io.warbler.bench.scenario;

import io.warbler.bench.subject.Population;

/// Something that is measured of every target in the same way.
public interface Scenario {

    /// Such as `S1`; docs/performance.md explains it.
    String id();

    String title();

    /// Who has to be there.
    Population population(Settings settings);

    /// Measures the running target of the session and adds to its results.
    void run(Session session);
}
