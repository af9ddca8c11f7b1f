package io.warbler.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The process that listens on a port, as far as /proc tells.
public record PortHolder(long pid, String program) {

    private static final String LISTEN = "0A";

    @Override
    public String toString() {
        return "pid " + pid + " (" + program + ")";
    }

    /// Empty where there is no /proc, or when the holder is another user's.
    public static Optional<PortHolder> of(int port) {
        var sockets = listeningSockets(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> String.valueOf(process.getFileName()).matches("[0-9]+"))
                    .filter(process -> holds(process, sockets))
                    .map(PortHolder::read)
                    .findFirst();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Set<String> listeningSockets(int port) {
        var suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            linesOf(Path.of(table))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(column -> column.length > 9 && column[1].endsWith(suffix) && column[3].equals(LISTEN))
                    .forEach(column -> sockets.add("socket:[" + column[9] + "]"));
        }
        return sockets;
    }

    private static Stream<String> linesOf(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (var descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(targetOf(descriptor)));
        } catch (IOException | java.io.UncheckedIOException _) {
            return false;
        }
    }

    private static String targetOf(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException _) {
            return "";
        }
    }

    private static PortHolder read(Path process) {
        var program = linesOf(process.resolve("comm")).findFirst().orElse("unknown");
        return new PortHolder(Long.parseLong(String.valueOf(process.getFileName())), program);
    }
}
