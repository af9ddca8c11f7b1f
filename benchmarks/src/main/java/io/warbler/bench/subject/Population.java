package io.warbler.bench.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Who is there, the same on every target.
///
/// @param users       how many, numbered from 0
/// @param friendships who may write to whom; each is a DIRECT conversation
/// @param groups      conversations of many
public record Population(int users, List<Pair> friendships, List<Crowd> groups) {

    public Population {
        friendships = List.copyOf(friendships);
        groups = List.copyOf(groups);
        if (friendships.stream().anyMatch(pair -> Math.max(pair.first(), pair.second()) >= users)
                || groups.stream().flatMap(group -> group.members().stream()).anyMatch(member -> member >= users)) {
            throw new IllegalArgumentException(
                    "users: " + users + " (expected: at least the members of each group, and everybody's friends)");
        }
    }

    /// Two users who may write to each other.
    public record Pair(int first, int second) {}

    /// Members of a group, the first of them its owner.
    ///
    /// @param name   under which later runs find it again
    /// @param absent how many more there are, who are no users of the population: they never come
    public record Crowd(String name, List<Integer> members, int absent) {

        public Crowd {
            members = List.copyOf(members);
            if (!name.matches("[a-z0-9-]+") || members.size() < 2 || absent < 0) {
                throw new IllegalArgumentException("group: '" + name + "' of " + members.size() + " and " + absent
                        + " (expected: lower case, digits and dashes; two members or more)");
            }
        }

        /// All of them users of the population.
        public Crowd(String name, List<Integer> members) {
            this(name, members, 0);
        }

        /// The first so many users.
        public static Crowd ofFirst(int size) {
            return new Crowd("g" + size, IntStream.range(0, size).boxed().toList());
        }

        public int size() {
            return members.size() + absent;
        }
    }

    /// Users in a ring, each a friend of some neighbours on both sides, so there are users × neighbours DIRECT
    /// conversations; and groups of the first so many users.
    public static Population ring(int users, int neighbours, List<Integer> groupSizes) {
        if (neighbours < 0 || users < 2 * neighbours + 1) {
            throw new IllegalArgumentException(
                    "users: " + users + " (expected: more than twice the neighbours, " + neighbours + ")");
        }
        List<Pair> pairs = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int distance = 1; distance <= neighbours; distance++) {
                pairs.add(new Pair(user, (user + distance) % users));
            }
        }
        return new Population(
                users, pairs, groupSizes.stream().map(Crowd::ofFirst).toList());
    }

    public int[] members(int group) {
        return groups.get(group).members().stream().mapToInt(Integer::intValue).toArray();
    }
}
