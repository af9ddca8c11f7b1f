package io.warbler.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The heap of another JVM right after a full collection.
///
/// @param from first address of the reserved range
/// @param to   first address behind it
record JavaHeap(long liveKib, long from, long to) {

    private static final int PATIENCE_SECONDS = 30;
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)K");
    private static final Pattern RANGE = Pattern.compile("\\[(0x[0-9a-f]+),.*?(0x[0-9a-f]+)\\)");

    /// Collects and asks; empty if the process is no JVM of this user.
    static Optional<JavaHeap> collected(long pid) {
        var java = ProcessHandle.of(pid).flatMap(handle -> handle.info().command());
        if (java.isEmpty() || !java.get().endsWith("/java")) {
            return Optional.empty();
        }
        var jcmd = jcmd(Path.of(java.get()));
        return run(jcmd, pid, "GC.run")
                .flatMap(_ -> run(jcmd, pid, "GC.heap_info"))
                .flatMap(JavaHeap::parse);
    }

    /// The first lines of `GC.heap_info`: of G1 one range, of Serial one per generation, which touch.
    static Optional<JavaHeap> parse(String text) {
        var live = 0L;
        var from = Long.MAX_VALUE;
        var to = 0L;
        for (String line : text.lines().toList()) {
            var used = USED.matcher(line);
            var range = RANGE.matcher(line);
            if (!line.contains("Metaspace") && used.find() && range.find()) {
                live += Long.parseLong(used.group(1));
                from = Math.min(from, Long.decode(range.group(1)));
                to = Math.max(to, Long.decode(range.group(2)));
            }
        }
        return to == 0 ? Optional.empty() : Optional.of(new JavaHeap(live, from, to));
    }

    /// JDK 17 may be there without tools: the one of this JVM speaks with it as well.
    private static Path jcmd(Path java) {
        var beside = java.resolveSibling("jcmd");
        return Files.isExecutable(beside) ? beside : Path.of(System.getProperty("java.home", ""), "bin", "jcmd");
    }

    private static Optional<String> run(Path jcmd, long pid, String command) {
        try {
            var process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking process " + pid, e);
        }
    }
}
