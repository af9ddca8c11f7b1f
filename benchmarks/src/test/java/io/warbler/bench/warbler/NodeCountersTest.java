package io.warbler.bench.warbler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NodeCountersTest {

    private static final NodeCounters COUNTERS = new NodeCounters("""
            # HELP rows_total rows
            # TYPE rows_total counter
            rows_total{service="message-service",kind="message"} 12.0
            rows_total{service="message-service",kind="event"} 3.0
            rows_total_other 99.0
            plain_total 1.5E3
            """);

    @Test
    void seriesOfAMetricAreAdded() {
        assertThat(COUNTERS.sum("rows_total")).isEqualTo(15);
        assertThat(COUNTERS.sum("plain_total")).isEqualTo(1_500);
    }

    @Test
    void metricThatIsNotThereIsNotZero() {
        assertThatThrownBy(() -> COUNTERS.sum("rows")).hasMessageContaining("metric: rows");
    }
}
