package io.warbler.stack.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Deletes what a stopped stack remembers; server jars stay.
final class Fresh {

    private Fresh() {}

    static void deleteData(Checkout checkout) {
        for (String name : List.of("data", "logs", "settings", "run", "secrets", "seed-credentials", "chat")) {
            delete(checkout.folder().root().resolve(name));
        }
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (var files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
