package io.warbler.gateway.large;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlaceCallsTest {

    @Test
    void noCallAsksForMoreGroupsThanItMay() {
        List<String> groups =
                IntStream.range(0, 2_001).mapToObj("g%d"::formatted).toList();

        List<List<String>> portions = PlaceCalls.portions(groups);

        assertThat(portions).extracting(List::size).containsExactly(1_000, 1_000, 1);
        assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(groups);
        assertThat(PlaceCalls.portions(List.of()))
                .as("large ones are told of anyway")
                .containsExactly(List.of());
    }
}
