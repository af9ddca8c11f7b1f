package io.warbler.boot.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/// The secret that the services of a deployment share; never printed.
public final class ClusterToken {

    private static final int MIN_LENGTH = 32;

    private final String value;

    public ClusterToken(String value) {
        if (value.length() < MIN_LENGTH || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "cluster token: [redacted] (expected: at least 32 printable ASCII characters, no spaces)");
        }
        this.value = value;
    }

    /// Reads the token from a file; white space around it does not count.
    static ClusterToken readFrom(Path file) {
        try {
            return new ClusterToken(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("warbler.cluster.token-file: " + file + " (expected: a readable file)", e);
        }
    }

    /// Compares in a time that tells nothing about the token.
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /// The secret itself, for the metadata of a call.
    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
