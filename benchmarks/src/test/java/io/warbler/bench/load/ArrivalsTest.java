package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    @Test
    void fixedArrivalsDoNotDrift() {
        var arrivals = Arrivals.fixed(3);

        var last = LongStream.generate(arrivals::nextNanos).skip(3_000_000).findFirst();

        assertThat(last).hasValue(1_000_000_000_000_000L);
    }

    @Test
    void poissonArrivalsHaveTheRate() {
        var arrivals = Arrivals.poisson(1_000, 7);

        var last = LongStream.generate(arrivals::nextNanos)
                .skip(99_999)
                .findFirst()
                .orElseThrow();

        assertThat(last / 1e9).isCloseTo(100, within(2.0));
    }

    @Test
    void poissonDistancesAreExponential() {
        var arrivals = Arrivals.poisson(1_000, 7);
        var times = LongStream.generate(arrivals::nextNanos).limit(100_000).toArray();

        var below = LongStream.range(1, times.length)
                .filter(at -> times[(int) at] - times[(int) at - 1] < 1_000_000)
                .count();

        // 1 - 1/e of the distances are below the mean
        assertThat(below / (double) times.length).isCloseTo(0.632, within(0.01));
    }

    @Test
    void sameSeedGivesSameArrivals() {
        var one = Arrivals.poisson(50, 42);
        var other = Arrivals.poisson(50, 42);

        assertThat(LongStream.generate(one::nextNanos).limit(100))
                .containsExactly(
                        LongStream.generate(other::nextNanos).limit(100).boxed().toArray(Long[]::new));
    }

    @Test
    void rateMustBePositive() {
        assertThatThrownBy(() -> Arrivals.fixed(0)).hasMessageContaining("perSecond: 0.0 (expected: above 0");
        assertThatThrownBy(() -> Arrivals.poisson(Double.NaN, 1)).hasMessageContaining("perSecond: NaN");
    }
}
