package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));

    @Test
    void theCeilingDoublesUpToTheHighest() {
        assertThat(IntStream.range(0, 9).mapToObj(backoff::ceiling).map(Duration::toMillis))
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
        assertThat(backoff.ceiling(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theDelayIsAnywhereBelowTheCeiling() {
        var random = new Random(1);
        var delays = IntStream.range(0, 1_000)
                .mapToLong(attempt -> backoff.delay(3, random).toMillis())
                .summaryStatistics();

        assertThat(delays.getMin()).isBetween(0L, 50L);
        assertThat(delays.getMax()).isBetween(1_950L, 2_000L);
        assertThat(delays.getAverage()).isBetween(900.0, 1_100.0);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
