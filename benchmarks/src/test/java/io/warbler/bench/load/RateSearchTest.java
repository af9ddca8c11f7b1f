package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateSearchTest {

    private final List<Double> tried = new ArrayList<>();
    private final RateSearch search = new RateSearch(2, 2);

    @Test
    void growsThenHalves() {
        assertThat(highestOf(1_150)).hasValue(1_000.0);

        assertThat(tried).containsExactly(200.0, 400.0, 800.0, 1_600.0, 1_200.0, 1_000.0);
    }

    private Optional<Double> highestOf(double capacity) {
        return search.highest(200, 100_000, this::run, rate -> rate <= capacity);
    }

    private double run(double rate) {
        tried.add(rate);
        return rate;
    }

    @Test
    void findsNothingIfTheFirstRateIsTooMuch() {
        assertThat(highestOf(10)).isEmpty();

        assertThat(tried).containsExactly(200.0, 100.0, 50.0);
    }

    @Test
    void neverTriesMoreThanTheLimit() {
        assertThat(search.highest(200, 700, this::run, _ -> true)).hasValue(700.0);

        assertThat(tried).containsExactly(200.0, 400.0, 700.0);
    }

    @Test
    void growthMustGrow() {
        assertThatThrownBy(() -> new RateSearch(1, 2)).hasMessageContaining("growth: 1.0");
    }
}
