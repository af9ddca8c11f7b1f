package io.warbler.bench.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcFilesTest {

    @TempDir
    private Path root = Path.of("");

    @Test
    void nameMayHoldSpacesAndParentheses() {
        var stat = ProcFiles.parseStat("42 (a (b) c) S 7 42 42 0 -1 4194304 100 200 0 0 11 22 33 44 20 0 5 0 999 1 2");

        assertThat(stat).isEqualTo(new ProcFiles.Stat(42, 7, 11 + 22 + 33 + 44));
    }

    @Test
    void workersCountWithTheirRoot() throws IOException {
        process(10, 1, 100);
        process(11, 10, 200);
        process(12, 11, 300);
        process(13, 1, 5_000);

        var usage = new ProcessGroup(Map.of("postgres", 10L), new ProcFiles(root)).cpuSeconds();

        assertThat(usage.total()).isEqualTo(6.0);
    }

    @Test
    void workerThatEndedStaysCounted() throws IOException {
        process(10, 1, 100);
        process(11, 10, 200);
        var group = new ProcessGroup(Map.of("postgres", 10L), new ProcFiles(root));
        var before = group.cpuSeconds();

        Files.delete(root.resolve("11/stat"));
        Files.delete(root.resolve("11"));
        Files.writeString(root.resolve("10/stat"), "10 (postgres) S 1 0 0 0 0 0 0 0 0 0 100 0 250 0 20 0 1 0 0 0 0");

        assertThat(group.cpuSeconds().since(before).total()).isEqualTo(0.5);
    }

    @Test
    void residentMemoryOfARangeOfAddresses() throws IOException {
        Files.createDirectories(root.resolve("5"));
        Files.writeString(root.resolve("5/smaps"), """
            c0000000-d0000000 rw-p 00000000 00:00 0
            Rss:                1000 kB
            Pss:                1000 kB
            d0000000-e0000000 ---p 00000000 00:00 0
            Rss:                 200 kB
            7f0000000000-7f0000001000 r-xp 00000000 00:00 0 /lib/x.so
            Rss:                  30 kB
            """);

        assertThat(new ProcFiles(root).residentKib(5, 0xc000_0000L, 0xe000_0000L))
                .isEqualTo(1_200);
    }

    @Test
    void processThatIsGoneUsesNothing() {
        var files = new ProcFiles(root);

        assertThat(files.stat(77)).isEmpty();
        assertThat(files.kib(77, "smaps_rollup", "Pss")).isZero();
    }

    @Test
    void thisProcessIsRead() {
        var self = ProcessHandle.current().pid();

        var stat = ProcFiles.SYSTEM.stat(self);

        assertThat(stat).hasValueSatisfying(found -> assertThat(found.ticks()).isPositive());
        assertThat(ProcFiles.SYSTEM.kib(self, "status", "VmRSS")).isPositive();
    }

    private void process(long pid, long parent, long ticks) throws IOException {
        Files.createDirectories(root.resolve(Long.toString(pid)));
        Files.writeString(
                root.resolve(pid + "/stat"),
                pid + " (postgres) S " + parent + " 0 0 0 0 0 0 0 0 0 " + ticks + " 0 0 0 20 0 1 0 0 0 0");
    }
}
