package io.warbler.bench.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What the measurement ran on, and how busy it was with other things.
public final class Machine {

    private static final double KIB_PER_GIB = 1 << 20;

    private Machine() {}

    /// Property to value, for the report.
    public static Map<String, String> describe() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "processors", Runtime.getRuntime().availableProcessors() + " × " + line("/proc/cpuinfo", "model name"));
        facts.put(
                "memory",
                String.format(Locale.ROOT, "%.1f GiB", number(line("/proc/meminfo", "MemTotal")) / KIB_PER_GIB));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        return facts;
    }

    /// CPU seconds that all processes of the machine used so far, those of other people too.
    public static double busySeconds() {
        var fields = line("/proc/stat", "cpu").trim().split("\\s+", -1);
        // user, nice, system; then idle and waiting; then interrupts and what the host took
        var ticks = Long.parseLong(fields[0]) + Long.parseLong(fields[1]) + Long.parseLong(fields[2]);
        return ticks / 100.0;
    }

    private static long number(String text) {
        return Long.parseLong(text.replaceAll("\\D", ""));
    }

    private static String line(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(name.length()).replaceFirst("^\\s*:?\\s*", ""))
                    .orElse("0");
        } catch (IOException _) {
            return "0";
        }
    }
}
