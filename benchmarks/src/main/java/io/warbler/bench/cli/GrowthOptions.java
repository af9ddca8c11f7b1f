package io.warbler.bench.cli;

import io.warbler.bench.scenario.Growth;
import picocli.CommandLine.Option;

/// Sizes of the growth laws on the command line.
final class GrowthOptions {

    @Option(names = "--members", description = "of the group of `group`, 100000 at most (10000)")
    private int members = 10_000;

    @Option(names = "--online", description = "members of it who are connected (1000)")
    private int online = 1_000;

    @Option(names = "--messages", description = "in the long conversation of `history` (1000000)")
    private int messages = 1_000_000;

    @Option(names = "--reads", description = "of each kind that `history` compares (3000)")
    private int reads = 3_000;

    @Option(names = "--conversations", description = "of the user with many of `resume` (1000)")
    private int conversations = 1_000;

    @Option(names = "--rounds", description = "in which `resume` compares both users (300)")
    private int rounds = 300;

    Growth sizes(String run) {
        return new Growth(members, online, messages, reads, conversations, rounds, run);
    }
}
