package io.warbler.stack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Files that only their owner reads; made on first use and kept.
public record Secrets(Path folder, SecureRandom random) {

    private static final int KEY_BYTES = 32;

    /// What the services show each other.
    Path clusterToken() {
        return keyFile("cluster-token");
    }

    /// Under which auth-service stores its signing keys.
    Path keyEncryptionKey() {
        return keyFile("key-encryption-key");
    }

    /// Where the gateway keeps the certificate that it makes for itself.
    public Path tlsFolder() {
        return created(folder.resolve("tls"));
    }

    /// Writes a file that nobody else can read, not even for a moment.
    public static void write(Path file, String text) {
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, owner);
            Files.writeString(draft, text);
            Files.move(draft, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path keyFile(String name) {
        var file = created(folder).resolve(name);
        if (!Files.exists(file)) {
            var key = new byte[KEY_BYTES];
            random.nextBytes(key);
            write(file, HexFormat.of().formatHex(key));
        }
        return file;
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
