package io.warbler.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.bench.subject.Population.Pair;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    private static final Settings SETTINGS = new Settings(
            15, 0, 0, 200, 5, 1, false, 0, 10_000, new Growth(400, 50, 5_000, 200, 100, 20, "20261201-040000"));

    @Test
    void foundInAnyCase() {
        assertThat(Scenarios.of("s1").id()).isEqualTo("S1");
        assertThat(Scenarios.of("Group").isGrowthLaw()).isTrue();
        assertThatThrownBy(() -> Scenarios.of("S99")).hasMessageContaining("scenario: 'S99'");
    }

    @Test
    void everyPopulationIsPossible() {
        assertThat(Scenarios.all())
                .allSatisfy(scenario ->
                        assertThat(scenario.population(SETTINGS).users()).isPositive());
    }

    @Test
    void usersOfResumeHaveTheirNumbersOfConversations() {
        var friendships = Scenarios.of("resume").population(SETTINGS).friendships();

        assertThat(friendships.stream().filter(pair -> pair.first() == 0)).hasSize(10);
        assertThat(friendships.stream().filter(pair -> pair.first() == 1)).hasSize(100);
        assertThat(friendships).doesNotHaveDuplicates().doesNotContain(new Pair(0, 1), new Pair(1, 0));
    }

    @Test
    void groupsOfHistoryAreNewInEachRun() {
        var groups = Scenarios.of("history").population(SETTINGS).groups();

        assertThat(groups)
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.name()).endsWith("20261201-040000"));
        assertThat(groups.getFirst().members())
                .doesNotContainAnyElementsOf(groups.getLast().members());
    }

    @Test
    void onlyWhoIsOnlineInTheLargeGroupIsAUser() {
        var population = Scenarios.of("group").population(SETTINGS);

        assertThat(population.users()).isEqualTo(50);
        assertThat(population.groups()).singleElement().satisfies(group -> {
            assertThat(group.members()).hasSize(50);
            assertThat(group.size()).isEqualTo(400);
        });
    }

    @Test
    void sizesAreBounded() {
        assertThatThrownBy(() -> new Growth(200_000, 10, 5_000, 200, 100, 20, "run"))
                .hasMessageContaining("--members: 200000");
        assertThatThrownBy(() -> new Growth(100, 200, 5_000, 200, 100, 20, "run"))
                .hasMessageContaining("--online: 200");
    }
}
