package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The TypeScript SDK against the real stack: every test of `sdk/typescript/e2e`.
class TypeScriptSdkScenarioIT {

    private static final int MOST_MINUTES = 3;

    private final Cluster cluster = Cluster.shared();

    @Test
    void everyEndToEndTestPasses() throws Exception {
        var builder = new ProcessBuilder("npm", "run", "e2e")
                .directory(Checkout.root().resolve("sdk/typescript").toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "WARBLER_URL", cluster.url("gateway-2"),
                        "WARBLER_CA", cluster.certificate().toString(),
                        "NO_COLOR", "1"));
        Process suite = builder.start();
        // a suite that hangs is ended, and fails by that
        CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES).execute(suite::destroyForcibly);

        var printed = new String(suite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(suite.waitFor()).as(printed).isZero();
        assertThat(printed.lines()).as(printed).anyMatch(line -> line.matches(" *Tests +[1-9]\\d* passed.*"));
    }
}
