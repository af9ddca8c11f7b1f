package io.warbler.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SlopeTest {

    private final Slope slope = new Slope();

    @Test
    void isTheGrowthWhateverTheStart() {
        slope.add(0, 500);
        slope.add(1_000, 510);
        slope.add(2_000, 520);

        assertThat(slope.perStep()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void evensOutWhatScatters() {
        slope.add(0, 100);
        slope.add(10, 130);
        slope.add(20, 120);
        slope.add(30, 150);

        assertThat(slope.perStep()).isCloseTo(1.4, within(1e-9));
    }

    @Test
    void onePlaceSaysNothing() {
        slope.add(5, 1);
        slope.add(5, 9);

        assertThat(slope.perStep()).isZero();
    }
}
