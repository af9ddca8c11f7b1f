package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

/// What messages have cost so far, as the services count it.
///
/// @param rows       rows written to the store by the owners of the log
/// @param deliveries deliveries published, one per message and gateway node
/// @param answers    verdicts published without an event: refusals, and repeats of what was decided before
/// @param unaryCalls finished unary calls to message-service
record HotPath(double rows, double deliveries, double answers, double unaryCalls) {

    static HotPath read(Cluster cluster) {
        var metrics = cluster.metrics();
        return new HotPath(
                metrics.sum("message", "warbler_message_storage_rows_total"),
                metrics.sum("message", "warbler_message_fanout_deliveries_total"),
                metrics.sum("message", "warbler_message_fanout_answers_total"),
                metrics.sum(
                        "message",
                        "grpc_server_processing_duration_seconds_count",
                        series -> series.contains("UNARY")));
    }

    HotPath since(HotPath before) {
        return new HotPath(
                rows - before.rows,
                deliveries - before.deliveries,
                answers - before.answers,
                unaryCalls - before.unaryCalls);
    }

    /// No unary call per message, at most 1.1 rows per message, one delivery per message and node concerned,
    /// hardly any repeats.
    void assertLean(int messages, int gateways) {
        assertThat(rows / messages).as("rows per message").isBetween(1.0, 1.1);
        assertThat(deliveries / messages).as("deliveries per message").isBetween(1.0, (double) gateways);
        assertThat(answers / messages).as("answers per message").isLessThan(0.05);
        assertThat(unaryCalls / messages).as("unary calls per message").isLessThan(0.1);
    }
}
