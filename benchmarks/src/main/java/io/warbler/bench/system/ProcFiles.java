package io.warbler.bench.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads what Linux says of processes; `root` is `/proc`.
record ProcFiles(Path root) {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern MAPPING = Pattern.compile("^([0-9a-f]+)-([0-9a-f]+) .*");
    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    static final ProcFiles SYSTEM = new ProcFiles(Path.of("/proc"));

    /// One process at one moment.
    ///
    /// @param ticks CPU of its threads in clock ticks, user and system, and of its children that ended
    record Stat(long pid, long parent, long ticks) {}

    /// Empty if the process is gone.
    Optional<Stat> stat(long pid) {
        try {
            return Optional.of(parseStat(Files.readString(root.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// The name in parentheses may hold anything, spaces and parentheses too.
    static Stat parseStat(String text) {
        var pid = Long.parseLong(text.substring(0, text.indexOf(' ')));
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        var ticks = 0L;
        for (int field = USER_TIME; field <= CHILDREN_SYSTEM_TIME; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return new Stat(pid, Long.parseLong(fields[PARENT]), ticks);
    }

    /// Parents of all processes.
    Map<Long, Long> parents() {
        Map<Long, Long> parents = new HashMap<>();
        try (var entries = Files.list(root)) {
            entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> NUMBER.matcher(name).matches())
                    .flatMap(name -> stat(Long.parseLong(name)).stream())
                    .forEach(stat -> parents.put(stat.pid(), stat.parent()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return parents;
    }

    /// A line `Name:  123 kB` of a file of the process, in KiB; 0 if it is gone or has no such line.
    long kib(long pid, String file, String name) {
        return lines(pid, file).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(ProcFiles::number)
                .sum();
    }

    /// Resident KiB of the mappings that lie within an address range.
    long residentKib(long pid, long from, long to) {
        var sum = 0L;
        var inside = false;
        for (String line : lines(pid, "smaps")) {
            var mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                inside = Long.compareUnsigned(Long.parseUnsignedLong(mapping.group(1), 16), from) >= 0
                        && Long.compareUnsigned(Long.parseUnsignedLong(mapping.group(2), 16), to) <= 0;
            } else if (inside && line.startsWith("Rss:")) {
                sum += number(line);
            }
        }
        return sum;
    }

    private List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(root.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return List.of();
        }
    }

    private static long number(String line) {
        var matcher = NUMBER.matcher(line);
        return matcher.find() ? Long.parseLong(matcher.group()) : 0;
    }
}
