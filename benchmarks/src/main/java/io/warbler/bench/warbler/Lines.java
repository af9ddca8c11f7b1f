package io.warbler.bench.warbler;

import io.warbler.stack.service.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;

/// A file of lines that only its owner reads and that only grows. Safe for use by many threads.
record Lines(Path file) {

    private static final int SECRET_BITS = 128;

    List<String> read() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One line, whole or not at all for readers of this process.
    synchronized void append(String line) {
        try {
            if (!Files.exists(file)) {
                created(file);
                Secrets.write(file, "");
            }
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A secret that is made once and kept in the file.
    static String secret(Path file) {
        var lines = new Lines(file).read();
        if (!lines.isEmpty()) {
            return lines.getFirst();
        }
        var secret = new BigInteger(SECRET_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        created(file);
        Secrets.write(file, secret + "\n");
        return secret;
    }

    private static void created(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
