package io.warbler.bench.scenario;

/// Sizes of what growth laws are measured at.
///
/// @param members       of the group of `group`
/// @param online        of them
/// @param messages      in the long conversation of `history`
/// @param reads         of each kind that `history` compares
/// @param conversations of the user with many of `resume`
/// @param rounds        in which `resume` compares the two users
/// @param run           tells what this run makes from what earlier ones made: lower case, digits, dashes
public record Growth(int members, int online, int messages, int reads, int conversations, int rounds, String run) {

    // allow ParameterNumber: one size per law

    public Growth {
        within("members", members, 3, 100_000);
        within("online", online, 2, Math.min(members, 5_000));
        within("messages", messages, 2_000, 10_000_000);
        within("reads", reads, 100, 1_000_000);
        within("conversations", conversations, 20, 4_000);
        within("rounds", rounds, 10, 100_000);
    }

    private static void within(String name, int value, int from, int to) {
        if (value < from || value > to) {
            throw new IllegalArgumentException("--" + name + ": " + value + " (expected: " + from + " to " + to + ")");
        }
    }
}
