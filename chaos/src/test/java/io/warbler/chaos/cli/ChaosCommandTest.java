package io.warbler.chaos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ChaosCommandTest {

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--seed=7", "--minutes=1", "--faults=kill", "--shown-within=60"})
    void profileFixesEverything(String option) {
        assertThat(run("--profile", "ci", option)).isEqualTo(2);
        assertThat(out.toString()).contains("beside --profile (expected: only --report)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seed=7", "--rate=1", "--profile=ci"})
    void experimentFixesEverything(String option) {
        assertThat(run("--experiment", "owner-killed", option)).isEqualTo(2);
        assertThat(out.toString()).contains("(expected: only --report)");
    }

    @Test
    void unknownExperimentIsRefusedWithTheKnownOnes() {
        assertThat(run("--experiment", "owner_killed")).isEqualTo(2);
        assertThat(out.toString()).contains("owner_killed", "owner-killed", "rolling-restart");
    }

    @Test
    void unknownProfileIsRefused() {
        assertThat(run("--profile", "quick")).isEqualTo(2);
        assertThat(out.toString()).contains("--profile").contains("quick");
    }

    private int run(String... arguments) {
        CommandLine line = ChaosMain.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
        return line.execute(arguments);
    }
}
