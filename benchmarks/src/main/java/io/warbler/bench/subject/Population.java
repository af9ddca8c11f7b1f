package io.warbler.bench.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Who is there, the same on every target: users in a ring, each a friend of some neighbours on both sides, and groups
/// of the first so many users.
///
/// @param users      how many, numbered from 0
/// @param neighbours friends on each side; so there are users × neighbours DIRECT conversations
/// @param groupSizes members of each group, the first of them user 0, its owner
public record Population(int users, int neighbours, List<Integer> groupSizes) {

    public Population {
        groupSizes = List.copyOf(groupSizes);
        if (neighbours < 0 || users < 2 * neighbours + 1 || groupSizes.stream().anyMatch(size -> size > users)) {
            throw new IllegalArgumentException("users: " + users + " (expected: more than twice the neighbours, "
                    + neighbours + ", and at least the members of each group, " + groupSizes + ")");
        }
    }

    /// Two users who may write to each other.
    public record Pair(int first, int second) {}

    public List<Pair> friendships() {
        List<Pair> pairs = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int distance = 1; distance <= neighbours; distance++) {
                pairs.add(new Pair(user, (user + distance) % users));
            }
        }
        return pairs;
    }

    public int[] members(int group) {
        return IntStream.range(0, groupSizes.get(group)).toArray();
    }
}
