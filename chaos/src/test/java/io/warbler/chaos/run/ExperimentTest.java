package io.warbler.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.chaos.check.Verdict;
import io.warbler.chaos.history.FaultSpan;
import io.warbler.chaos.report.Recovery;
import io.warbler.chaos.report.RunReport;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExperimentTest {

    @ParameterizedTest
    @EnumSource(Experiment.class)
    void planIsOneKindOfFault(Experiment experiment) {
        RunPlan plan = experiment.plan(Path.of("checkout"), Path.of("folder"));

        assertThat(plan.faults()).hasSize(1);
        assertThat(plan.least().faults()).isPositive();
        assertThat(Experiment.named(experiment.toString())).isEqualTo(experiment);
    }

    @Test
    void unknownNameIsRefused() {
        assertThatThrownBy(() -> Experiment.named("owner-lost"))
                .hasMessageContaining("experiment: 'owner-lost' (expected: one of [owner-killed,");
    }

    @Test
    void faultsThatClientsFeltTooLongFallShort() {
        RunReport report = report(Stream.of(1.0, 5.0, 5.1, 2.0, Double.NaN));

        assertThat(Experiment.OWNER_KILLED.shortfalls(report))
                .containsExactly(
                        "kill-message of message-1: next ack of a conversation, p99: 5.1 s (expected: <= 5 s)",
                        "kill-message of message-1: next ack of a conversation, p99: NaN s (expected: <= 5 s)");
    }

    @Test
    void logThatIsBackServesWhenConversationsHaveAcks() {
        RunReport report = report(Stream.of(121.0));

        assertThat(Experiment.ALL_KILLED.shortfalls(report)).isEmpty();
        assertThat(Experiment.KAFKA_WIPED.shortfalls(report)).hasSize(1);
    }

    @Test
    void missingFaultsFallShort() {
        RunReport report = report(Collections.nCopies(4, 1.0).stream());

        assertThat(Experiment.OWNER_KILLED.shortfalls(report)).containsExactly("4 faults were injected (expected: 5)");
    }

    @Test
    void resultTellsTheWorst() {
        assertThat(Experiment.OWNER_KILLED.result(report(Stream.of(1.0, 3.25, 2.0))))
                .isEqualTo(
                        "owner-killed: next ack of a conversation, p99: 3.3 s at most in 3 faults (expected: <= 5 s)");
    }

    private static RunReport report(Stream<Double> nextAcks) {
        var span = new FaultSpan("kill-message", "message-1", 1, 2, 3, 4);
        return new RunReport(
                Map.of(),
                new Verdict(Map.of(), List.of(), new Verdict.Checked(1, 1, 0, 0, 1, 1)),
                Map.of(),
                List.of(),
                nextAcks.map(next -> new Recovery(span, 0, 0, 0, next, 0)).toList(),
                List.of());
    }
}
