package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.test.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The web client in a real browser: the cases of `web-client/browser`, two files at a time, each on a gateway of its
/// own, which it may kill. Leaves screenshots in `target/screenshots`, of every view when all is wanted, and what each
/// case took in `target/browser-suite.txt`.
class BrowserScenarioIT {

    /// From the longest to the shortest, or one gateway waits for the other.
    private static final List<String> FILES = Stream.concat(
                    Extent.isAll() ? Stream.of("looks", "long") : Stream.of("looks"),
                    Stream.of(
                            "messages",
                            "losses",
                            "groups",
                            "reading",
                            "first-steps",
                            "inbox",
                            "people",
                            "hostile-texts"))
            .toList();

    private final Cluster cluster = Cluster.shared();

    @Test
    void everyCaseInTheBrowserPasses() throws Exception {
        Queue<String> waiting = new ConcurrentLinkedQueue<>(FILES);
        List<BrowserCases> ran = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<BrowserCases>>> streams = Stream.of("gateway-1", "gateway-2")
                    .map(gateway -> executor.submit(() -> runThrough(waiting, gateway)))
                    .toList();
            for (Future<List<BrowserCases>> stream : streams) {
                ran.addAll(stream.get());
            }
        }
        Files.write(
                Path.of("target", "browser-suite.txt"),
                ran.stream().flatMap(cases -> cases.printed().stream()).toList());

        assertThat(ran).hasSameSizeAs(FILES).allSatisfy(BrowserCases::assertPassed);
    }

    @Test
    void everyFileOfCasesHasItsPlaceInTheOrder() throws IOException {
        try (var files = Files.list(BrowserCases.FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".mjs", ""))
                            .filter(name -> Extent.isAll() || !name.equals("long")))
                    .containsExactlyInAnyOrderElementsOf(new TreeSet<>(FILES));
        }
    }

    private List<BrowserCases> runThrough(Queue<String> waiting, String gateway) throws Exception {
        List<BrowserCases> ran = new ArrayList<>();
        for (String file = waiting.poll(); file != null; file = waiting.poll()) {
            ran.add(BrowserCases.run(cluster, gateway, file));
        }
        return ran;
    }
}
