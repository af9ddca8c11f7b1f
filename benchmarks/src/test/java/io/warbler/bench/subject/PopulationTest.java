package io.warbler.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PopulationTest {

    @Test
    void everyUserHasFriendsOnBothSides() {
        var pairs = Population.ring(20, 3, List.of()).friendships();

        assertThat(pairs).hasSize(60).doesNotHaveDuplicates();
        assertThat(pairs.stream()
                        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                        .collect(Collectors.groupingBy(user -> user, Collectors.counting())))
                .hasSize(20)
                .allSatisfy((_, friends) -> assertThat(friends).isEqualTo(6));
    }

    @Test
    void ringMustBeLargeEnough() {
        assertThatThrownBy(() -> Population.ring(6, 3, List.of())).hasMessageContaining("users: 6");
        assertThatThrownBy(() -> Population.ring(10, 0, List.of(11))).hasMessageContaining("users: 10");
        assertThatThrownBy(() -> new Population(2, List.of(new Population.Pair(0, 2)), List.of()))
                .hasMessageContaining("users: 2");
    }

    @Test
    void namesOfGroupsFitIntoALine() {
        assertThat(Population.Crowd.ofFirst(200).name()).isEqualTo("g200");
        assertThatThrownBy(() -> new Population.Crowd("two words", List.of(0, 1)))
                .hasMessageContaining("group: 'two words'");
    }
}
