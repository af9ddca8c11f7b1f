package io.warbler.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultKindsTest {

    @Test
    void wordsChooseKindsByTheirBeginning() {
        assertThat(FaultKinds.chosenBy(List.of("partition", "flush")))
                .containsExactly(
                        "flush-redis",
                        "partition-cassandra",
                        "partition-clients",
                        "partition-gateway-message",
                        "partition-redis");
    }

    @Test
    void withoutWordsAllAreChosenButThoseThatTakeLongest() {
        assertThat(FaultKinds.chosenBy(List.of()))
                .hasSizeGreaterThan(30)
                .contains("kill-kafka", "hostile-storm", "poison", "wipe-kafka", "full-kafka")
                .doesNotContain("kill-all", "away-cassandra");
    }

    @Test
    void unknownWordIsRefused() {
        assertThatThrownBy(() -> FaultKinds.chosenBy(List.of("kil-kafka")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("fault: 'kil-kafka' (expected: one of [");
    }
}
