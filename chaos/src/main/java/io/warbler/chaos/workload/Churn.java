package io.warbler.chaos.workload;

import io.warbler.sdk.rest.Groups;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes who belongs to the groups while messages flow: one is added, then another is removed, who goes on sending.
final class Churn {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SENDS_AFTERWARDS = 10;

    private final Population population;
    private final Random random;

    Churn(Population population, Load load) {
        this.population = population;
        this.random = new Random(load.seed() + 2);
    }

    /// Blocks as long as faults keep the changes from taking effect.
    ///
    /// @return the groups whose members could not be changed
    List<Group> changeMembers() {
        return population.groups().stream().filter(group -> !change(group)).toList();
    }

    private boolean change(Group group) {
        String id = group.conversation().id();
        Groups groups =
                population.devicesOf(group.owner()).getFirst().client().api().groups();
        if (!Repeat.until(
                PATIENCE,
                Set.of("GROUP_UNCHANGED"),
                () -> groups.add(id, group.joiner().id()))) {
            return false;
        }
        group.conversation().add(population.devicesOf(group.joiner()));
        if (!Repeat.until(
                PATIENCE,
                Set.of("GROUP_UNCHANGED", "MEMBER_UNKNOWN"),
                () -> groups.remove(id, group.leaver().id()))) {
            return false;
        }
        String before = group.conversation().canary();
        group.conversation().useCanary(canary(), remaining(group));
        group.conversation().remove(group.leaver());
        for (int i = 1; i <= SENDS_AFTERWARDS; i++) {
            population.devicesOf(group.leaver()).getFirst().send(id, before + " after removal " + i);
        }
        return true;
    }

    private synchronized String canary() {
        return Texts.canary(random);
    }

    private static Set<String> remaining(Group group) {
        return Stream.concat(Stream.of(group.owner(), group.joiner()), group.members().stream())
                .filter(person -> !person.equals(group.leaver()))
                .map(Person::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
