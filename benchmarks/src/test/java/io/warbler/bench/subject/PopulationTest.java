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
        var pairs = new Population(20, 3, List.of()).friendships();

        assertThat(pairs).hasSize(60).doesNotHaveDuplicates();
        assertThat(pairs.stream()
                        .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                        .collect(Collectors.groupingBy(user -> user, Collectors.counting())))
                .hasSize(20)
                .allSatisfy((_, friends) -> assertThat(friends).isEqualTo(6));
    }

    @Test
    void ringMustBeLargeEnough() {
        assertThatThrownBy(() -> new Population(6, 3, List.of())).hasMessageContaining("users: 6");
        assertThatThrownBy(() -> new Population(10, 0, List.of(11))).hasMessageContaining("users: 10");
    }
}
