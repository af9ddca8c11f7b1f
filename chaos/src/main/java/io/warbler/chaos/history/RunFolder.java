package io.warbler.chaos.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The evidence on disk, so that anyone can check it again: `run.json`, `reads.jsonl`, and in `traces/` one file of
/// JSON lines per device.
public record RunFolder(Path root) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String RUN = "run.json";
    private static final String READS = "reads.jsonl";

    /// Where a device's trace goes while the run lasts; a run that dies leaves what was written so far.
    public TraceFile trace(String device) {
        try {
            return new TraceFile(writer(traceFile(device)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes all but the traces.
    public void write(RunFacts facts, List<FinalRead> reads) {
        try {
            Files.writeString(
                    root.resolve(RUN), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(facts));
            try (var writer = writer(root.resolve(READS))) {
                for (FinalRead read : reads) {
                    writer.write(JSON.writeValueAsString(read));
                    writer.newLine();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads everything back.
    public RunHistory read() {
        RunFacts facts = facts();
        List<DeviceTrace> traces = new ArrayList<>();
        for (RunFacts.Device device : facts.devices()) {
            traces.add(new DeviceTrace(
                    device.name(), device.user(), device.live(), lines(traceFile(device.name()), TraceLine.class)));
        }
        return new RunHistory(
                facts.conversations(),
                facts.canaries(),
                traces,
                lines(root.resolve(READS), FinalRead.class),
                facts.faults(),
                facts.bounds(),
                facts.endedAt());
    }

    /// What the run was.
    public RunFacts facts() {
        Path file = root.resolve(RUN);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "folder: " + root + " (expected: the folder of a run that ended, with " + RUN + ")");
        }
        return JSON.readValue(file.toFile(), RunFacts.class);
    }

    private static <T> List<T> lines(Path file, Class<T> type) {
        var reader = JSON.readerFor(type);
        try (var lines = Files.lines(file)) {
            return lines.<T>map(reader::readValue).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path traceFile(String device) {
        return root.resolve("traces").resolve(device + ".jsonl");
    }

    private static BufferedWriter writer(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.newBufferedWriter(file);
    }
}
