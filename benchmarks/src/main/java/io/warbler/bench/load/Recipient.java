package io.warbler.bench.load;

/// Where a message goes.
public sealed interface Recipient {

    /// The DIRECT conversation with a user of the population.
    record Direct(int user) implements Recipient {}

    /// A group of the population.
    record Group(int group) implements Recipient {}
}
