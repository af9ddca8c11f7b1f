package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.test.Extent;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One file of `web-client/browser/cases`, run to its end against one gateway, and what it printed.
record BrowserCases(String file, int exit, List<String> printed) {

    static final Path FOLDER = Checkout.root().resolve("web-client/browser/cases");

    private static final int MOST_MINUTES = 15;

    BrowserCases {
        printed = List.copyOf(printed);
    }

    static BrowserCases run(Cluster cluster, String gateway, String file) throws Exception {
        Process suite = start(cluster, gateway, file);
        // a suite that hangs is ended, and fails by that
        CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES).execute(suite::destroyForcibly);
        List<String> printed = attend(suite, cluster, gateway);
        return new BrowserCases(file, suite.waitFor(), printed);
    }

    void assertPassed() {
        String all = String.join("\n", printed);

        assertThat(exit).as(all).isZero();
        // a file's own cases, and that nothing complained
        assertThat(printed).as(all).anyMatch(line -> line.matches(".*\\bpass ([2-9]|\\d{2,})"));
    }

    private static Process start(Cluster cluster, String gateway, String file) throws IOException {
        var builder = new ProcessBuilder("node", "browser/suite.mjs", file)
                .directory(Checkout.root().resolve("web-client").toFile())
                .redirectErrorStream(true);
        String certificate = cluster.certificate().toString();
        Map<String, String> environment = builder.environment();
        environment.put("WARBLER_URL", cluster.url(gateway));
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
    private static List<String> attend(Process suite, Cluster cluster, String gateway) throws IOException {
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines = suite.inputReader(StandardCharsets.UTF_8);
                BufferedWriter answers = suite.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (line.startsWith("@")) {
                    obey(line, cluster, gateway);
                    answers.write("done\n");
                    answers.flush();
                }
            }
        }
        return printed;
    }

    private static void obey(String request, Cluster cluster, String gateway) {
        switch (request) {
            case "@kill" -> cluster.kill(gateway);
            case "@start" -> cluster.restart(gateway);
            default -> throw new IllegalArgumentException("request: " + request + " (expected: @kill or @start)");
        }
    }
}
