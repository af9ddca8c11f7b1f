package io.warbler.scenario;

import io.warbler.stack.process.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.UUID;

/// Files of the checkout that the cluster is started from, and files that it makes.
final class Checkout {

    private Checkout() {}

    static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("working folder (expected: inside the checkout)");
    }

    static Path serverJars() {
        return root().resolve(".warbler/servers");
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(TemporaryFolder.parent(), "warbler-cluster");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeSecret(Path file) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String readSecret(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
