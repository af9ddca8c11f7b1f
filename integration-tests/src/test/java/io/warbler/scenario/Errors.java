package io.warbler.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a service logged at level ERROR.
final class Errors {

    private static final int LINES_OF_EACH = 12;
    private static final Pattern ENTRY = Pattern.compile("^\\S+ +(TRACE|DEBUG|INFO|WARN|ERROR) .*");

    private Errors() {}

    /// Each with the beginning of its stack trace; empty if there is no log yet.
    static List<String> in(String node, Path log) {
        if (!Files.exists(log)) {
            return List.of();
        }
        List<String> errors = new ArrayList<>();
        int left = 0;
        for (String line : lines(log)) {
            var entry = ENTRY.matcher(line);
            if (entry.matches()) {
                left = entry.group(1).equals("ERROR") ? LINES_OF_EACH : 0;
            }
            if (left-- > 0) {
                errors.add(node + ": " + line);
            }
        }
        return errors;
    }

    private static List<String> lines(Path log) {
        try {
            return List.of(Files.readString(log, StandardCharsets.UTF_8).split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
