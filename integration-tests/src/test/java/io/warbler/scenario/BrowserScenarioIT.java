package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.test.Extent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The web client in a real browser: the cases of `web-client/browser/suite.mjs`. Leaves screenshots in
/// `target/screenshots`, of every view when all is wanted, and what each case took in `target/browser-suite.txt`.
class BrowserScenarioIT {

    private static final String GATEWAY = "gateway-1";
    private static final int MOST_MINUTES = 25;

    private final Cluster cluster = Cluster.shared();

    @Test
    void everyCaseInTheBrowserPasses() throws Exception {
        Process suite = start();
        // a suite that hangs is ended, and fails by that
        CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES).execute(suite::destroyForcibly);

        List<String> printed = attend(suite);
        Files.write(Path.of("target", "browser-suite.txt"), printed);

        assertThat(suite.waitFor()).as(String.join("\n", printed)).isZero();
        assertThat(printed).as("cases").anyMatch(line -> line.matches(".*\\bpass [1-9]\\d+"));
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder("node", "browser/suite.mjs")
                .directory(Checkout.root().resolve("web-client").toFile())
                .redirectErrorStream(true);
        String certificate = cluster.certificate().toString();
        Map<String, String> environment = builder.environment();
        environment.put("WARBLER_URL", cluster.url(GATEWAY));
        environment.put("WARBLER_CA", certificate);
        environment.put("NODE_EXTRA_CA_CERTS", certificate);
        environment.put(
                "WARBLER_SHOTS",
                Path.of("target", "screenshots").toAbsolutePath().toString());
        if (Extent.isAll()) {
            environment.put("WARBLER_ALL", "1");
        }
        return builder.start();
    }

    /// Does what the suite asks for until it ends, and returns what it printed.
    private List<String> attend(Process suite) throws IOException {
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines = suite.inputReader(StandardCharsets.UTF_8);
                BufferedWriter answers = suite.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (line.startsWith("@")) {
                    obey(line);
                    answers.write("done\n");
                    answers.flush();
                }
            }
        }
        return printed;
    }

    private void obey(String request) {
        switch (request) {
            case "@kill" -> cluster.kill(GATEWAY);
            case "@start" -> cluster.restart(GATEWAY);
            default -> throw new IllegalArgumentException("request: " + request + " (expected: @kill or @start)");
        }
    }
}
