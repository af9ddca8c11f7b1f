package io.warbler.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.stack.process.Launch;
import io.warbler.stack.process.LocalProcesses;
import io.warbler.stack.process.ProcessFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryServersIT {

    @TempDir
    private Path parent = Path.of("");

    @Test
    void serversOfAKilledOwnerAreStoppedAndDeleted() throws Exception {
        var orphanage = Files.createDirectory(parent.resolve("warbler-servers-" + pidOfDead() + "-1000-1"));
        var orphan = startSleeper(orphanage);

        TemporaryServers.cleanUp(parent, System.getenv());

        assertThat(orphan.alive()).isEmpty();
        assertThat(orphanage).doesNotExist();
    }

    @Test
    void serversOfALivingOwnerAreLeftAlone() throws Exception {
        var self = ProcessHandle.current();
        var started = self.info().startInstant().orElseThrow().toEpochMilli();
        var owned = Files.createDirectory(parent.resolve("warbler-servers-" + self.pid() + "-" + started + "-1"));
        var process = startSleeper(owned);

        TemporaryServers.cleanUp(parent, System.getenv());

        assertThat(process.alive()).isPresent();
        assertThat(new LocalProcesses(new ProcessFolder(owned), System.getenv()).kill("redis"))
                .isTrue();
    }

    private static io.warbler.stack.process.ProcessRecord startSleeper(Path folder) {
        return new LocalProcesses(new ProcessFolder(folder), System.getenv())
                .start(new Launch("redis", "1", List.of("sleep", "60"), List.of(), () -> true, Duration.ofSeconds(10)));
    }

    private static long pidOfDead() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
