package io.warbler.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    private static final ProcessHandle SELF = ProcessHandle.current();
    private static final Instant STARTED = SELF.info().startInstant().orElseThrow();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void recordIsReadAsItWasWritten() {
        var written = new ProcessRecord("kafka", SELF.pid(), STARTED, "29092 29093", "4.2.1");
        var file = folder.resolve("kafka.properties");

        written.write(file);

        assertThat(ProcessRecord.read(file)).contains(written);
    }

    @Test
    void processOfThatPidAndStartIsAlive() {
        assertThat(new ProcessRecord("self", SELF.pid(), STARTED.plusMillis(500), "", "").alive())
                .contains(SELF);
    }

    @Test
    void reusedPidIsAnotherProcess() {
        assertThat(new ProcessRecord("self", SELF.pid(), STARTED.minusSeconds(60), "", "").alive())
                .isEmpty();
    }

    @Test
    void missingOrBrokenRecordMeansNothingRuns() throws IOException {
        var broken = Files.writeString(folder.resolve("broken.properties"), "pid=many\n");

        assertThat(ProcessRecord.read(broken)).isEmpty();
        assertThat(ProcessRecord.read(folder.resolve("missing.properties"))).isEmpty();
    }
}
