package io.warbler.sdk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A file of check-summed lines that only grows, or is replaced as a whole by an atomic rename. A line that a crash cut
 * short, and what follows it, is dropped when the file is read.
 */
final class LineFile implements AutoCloseable {

    private static final int CHECKSUM_LENGTH = 8;

    private final Path file;
    private final FileChannel lock;
    private FileChannel channel;

    LineFile(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            this.lock = locked(sibling(".lock"));
            this.channel = opened(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole lines. */
    List<String> read() {
        try {
            var lines = new ArrayList<String>();
            String text = Files.readString(file, StandardCharsets.UTF_8);
            for (int from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
                String line = text.substring(from, end);
                if (!isWhole(line)) {
                    break;
                }
                lines.add(line.substring(CHECKSUM_LENGTH + 1));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds lines; they are on the disk when it returns. */
    void append(List<String> lines) {
        write(lines);
        force();
    }

    /** Adds lines that may be lost in a crash of the machine. */
    void write(List<String> lines) {
        try {
            writeAll(channel, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void force() {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces all lines: a reader finds the old ones or the new ones, whatever happens meanwhile. */
    void replace(List<String> lines) {
        Path next = sibling(".next");
        try {
            Files.deleteIfExists(next);
            FileChannel fresh = opened(next);
            writeAll(fresh, lines);
            fresh.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
            channel = fresh;
            forceFolder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.force(false);
            channel.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path sibling(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private void forceFolder() throws IOException {
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static FileChannel opened(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel channel = opened(path);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IllegalStateException("outbox " + path + " (expected: opened once)", e);
        }
        channel.close();
        throw new IllegalStateException("outbox " + path + " (expected: not open in another process)");
    }

    private static void writeAll(FileChannel channel, List<String> lines) throws IOException {
        var text = new StringBuilder();
        lines.forEach(
                line -> text.append(checksum(line)).append(' ').append(line).append('\n'));
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static boolean isWhole(String line) {
        return line.length() > CHECKSUM_LENGTH && line.startsWith(checksum(line.substring(CHECKSUM_LENGTH + 1)));
    }

    private static String checksum(String line) {
        var crc = new CRC32();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }
}
