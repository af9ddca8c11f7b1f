package io.warbler.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessesIT {

    private static final String NAME = "sleeper";

    @TempDir
    private Path root = Path.of("");

    private ProcessFolder folder = new ProcessFolder(root);
    private LocalProcesses processes = new LocalProcesses(folder, System.getenv());

    @BeforeEach
    void openFolder() {
        folder = new ProcessFolder(root);
        processes = new LocalProcesses(folder, System.getenv());
    }

    @AfterEach
    void leaveNothingBehind() {
        processes.stop(NAME, Duration.ofSeconds(1));
    }

    @Test
    void startedProcessIsFoundAgainAndStartedOnce() {
        var first = processes.start(sleeper("exec sleep 60"));

        var second = processes.start(sleeper("exec sleep 60"));

        assertThat(second).isEqualTo(first);
        assertThat(folder.running(NAME)).contains(first);
    }

    @Test
    void killedProcessIsStartedAgain() {
        var first = processes.start(sleeper("exec sleep 60"));
        assertThat(processes.kill(NAME)).isTrue();
        assertThat(folder.running(NAME)).isEmpty();

        var second = processes.start(sleeper("exec sleep 60"));

        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(second.alive()).isPresent();
    }

    @Test
    void stoppingEndsAProcessThatIgnoresTheRequest() {
        var ready = root.resolve("ready");
        var stubborn = processes.start(new Launch(
                NAME,
                "1",
                List.of("sh", "-c", "trap '' TERM; touch " + ready + "; while :; do sleep 1; done"),
                List.of(),
                () -> Files.exists(ready),
                Duration.ofSeconds(10)));

        assertThat(processes.stop(NAME, Duration.ofMillis(300))).isTrue();

        assertThat(stubborn.alive()).isEmpty();
        assertThat(processes.stop(NAME, Duration.ofMillis(300))).isFalse();
    }

    @Test
    void variablesThatMovePortsAreNotInherited() throws IOException {
        var inherited = new HashMap<>(System.getenv());
        inherited.put("WARBLER_GATEWAY_PLAIN_PORT", "8080");
        inherited.put("WARBLER_GATEWAY_JVM_OPTIONS", "-Xmx99m");
        var ready = root.resolve("ready");
        processes = new LocalProcesses(folder, inherited);

        processes.start(new Launch(
                NAME,
                "1",
                List.of("sh", "-c", "env > variables; touch " + ready + "; exec sleep 60"),
                List.of(),
                () -> Files.exists(ready),
                seconds(10)));

        assertThat(Files.readAllLines(root.resolve("variables")))
                .contains("WARBLER_GATEWAY_JVM_OPTIONS=-Xmx99m")
                .noneMatch(line -> line.startsWith("WARBLER_GATEWAY_PLAIN_PORT"));
    }

    @Test
    void processThatDiesIsReportedWithTheEndOfItsLog() {
        var launch = new Launch(
                NAME, "1", List.of("sh", "-c", "echo no luck today; exit 3"), List.of(), () -> false, seconds(10));

        assertThatThrownBy(() -> processes.start(launch))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("sleeper ended while it started")
                .hasMessageContaining("no luck today");
        assertThat(folder.records()).isEmpty();
    }

    @Test
    void processThatIsNeverReadyIsNotLeftRunning() {
        var launch = new Launch(NAME, "1", List.of("sleep", "60"), List.of(), () -> false, Duration.ofMillis(300));

        assertThatThrownBy(() -> processes.start(launch))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("is not ready after");
        assertThat(folder.records()).isEmpty();
    }

    private static Launch sleeper(String script) {
        return new Launch(NAME, "1", List.of("sh", "-c", script), List.of(), () -> true, seconds(10));
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }
}
