package io.warbler.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalmTest {

    private final Calm calm = new Calm(List.of(new Calm.Span(50, 60), new Calm.Span(10, 20), new Calm.Span(15, 30)));

    @Test
    void timeWithoutTroubleCountsWhole() {
        assertThat(calm.longest(0, 10)).isEqualTo(10);
        assertThat(calm.longest(70, 100)).isEqualTo(30);
    }

    @Test
    void troubleDoesNotCount() {
        assertThat(calm.longest(12, 28)).isZero();
        assertThat(calm.longest(5, 35)).isEqualTo(5);
    }

    @Test
    void piecesBetweenTroublesAreNotAddedUp() {
        assertThat(calm.longest(0, 60)).isEqualTo(20);
        assertThat(calm.longest(25, 100)).isEqualTo(40);
    }
}
