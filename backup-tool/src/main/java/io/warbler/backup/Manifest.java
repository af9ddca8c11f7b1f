package io.warbler.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The files of a backup with their digests, in the format of `sha256sum`. Written last: a backup without it is not
/// complete.
final class Manifest {

    static final String NAME = "SHA256SUMS";

    private static final int DIGEST_CHARACTERS = 64;
    private static final String SEPARATOR = "  ";

    private Manifest() {}

    static void write(Path backup) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : filesOf(backup)) {
            lines.add(digest(file) + SEPARATOR + backup.relativize(file));
        }
        var draft = Files.write(backup.resolve(NAME + ".new"), lines);
        Files.move(draft, backup.resolve(NAME));
    }

    /// @throws BackupException the backup is not complete, or not as it was written
    static void verify(Path backup) throws IOException {
        var manifest = backup.resolve(NAME);
        if (!Files.isRegularFile(manifest)) {
            throw new BackupException(backup + " (expected: a complete backup, with a file " + NAME + ")");
        }
        for (String line : Files.readAllLines(manifest)) {
            verify(backup, line);
        }
    }

    private static void verify(Path backup, String line) throws IOException {
        if (line.length() <= DIGEST_CHARACTERS + SEPARATOR.length()) {
            throw new BackupException(backup.resolve(NAME) + ": '" + line + "' (expected: digest and file)");
        }
        var file = backup.resolve(line.substring(DIGEST_CHARACTERS + SEPARATOR.length()));
        if (!Files.isRegularFile(file) || !digest(file).equals(line.substring(0, DIGEST_CHARACTERS))) {
            throw new BackupException(file + " is missing or not as it was written; take another backup");
        }
    }

    private static List<Path> filesOf(Path backup) throws IOException {
        try (var files = Files.walk(backup)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String digest(Path file) throws IOException {
        try (var bytes = new DigestInputStream(Files.newInputStream(file), sha256())) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 (expected: in every JDK)", e);
        }
    }
}
