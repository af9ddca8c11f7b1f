package io.warbler.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeterTest {

    private final Meter meter = new Meter(new RunClock());

    @Test
    void whatHasNoVerdictWaits() {
        LongStream.range(0, 5).forEach(_ -> meter.sent());
        meter.acked(1);
        meter.refused();

        assertThat(meter.waiting()).isEqualTo(3);
        assertThat(meter.ackedCount()).isEqualTo(1);
        assertThat(meter.refusedCount()).isEqualTo(1);
    }

    @Test
    void percentilesAreThoseOfTheNearestRank() {
        LongStream.rangeClosed(1, 100).forEach(millis -> meter.acked(millis * 1_000_000));

        assertThat(meter.percentile(50)).isEqualTo(50);
        assertThat(meter.percentile(99)).isEqualTo(99);
        assertThat(meter.seconds().stream().mapToInt(Second::acked).sum()).isEqualTo(100);
    }

    @Test
    void nothingHasNoPercentile() {
        assertThat(meter.percentile(99)).isZero();
        assertThat(meter.seconds()).isEmpty();
    }
}
