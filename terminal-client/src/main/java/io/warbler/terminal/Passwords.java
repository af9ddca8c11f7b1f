package io.warbler.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds a user's password: in a file of `name=password` lines, else by asking.
final class Passwords {

    private Passwords() {}

    static String of(String user, @Nullable Path file, Screen screen) {
        return fromFile(user, file).orElseGet(() -> asked(user, screen));
    }

    private static Optional<String> fromFile(String user, @Nullable Path file) {
        if (file == null || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(user + "="))
                    .map(line -> line.substring(user.length() + 1))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String asked(String user, Screen screen) {
        String password = screen.readPassword("Password of " + user + ": ");
        if (password == null || password.isEmpty()) {
            throw new IllegalArgumentException(
                    "password of " + user + " (expected: in the file of --password-file, or typed)");
        }
        return password;
    }
}
