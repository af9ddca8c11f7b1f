package io.warbler.bench.scenario;

import io.warbler.bench.subject.Population;

/// Something that is measured of every target in the same way.
public interface Scenario {

    /// Such as `S1`; docs/performance.md explains it.
    String id();

    /// Whether it measures how cost grows, of Warbler alone and on two nodes, and has bounds that must be kept.
    default boolean isGrowthLaw() {
        return false;
    }

    String title();

    /// Who has to be there.
    Population population(Settings settings);

    /// Measures the running target of the session and adds to its results.
    void run(Session session);
}
