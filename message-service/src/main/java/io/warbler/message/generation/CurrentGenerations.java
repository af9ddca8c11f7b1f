package io.warbler.message.generation;

import org.springframework.stereotype.Component;

/// Which generation of a partition of the log counts now.
@Component
public final class CurrentGenerations {

    private final LogGenerations generations;

    CurrentGenerations(LogGenerations generations) {
        this.generations = generations;
    }

    /// Whether no later generation has been opened. Reads the store; blocks.
    public boolean isCurrent(int partition, int generation) {
        return generations
                .newest(partition)
                .filter(newest -> newest.number() == generation)
                .isPresent();
    }
}
