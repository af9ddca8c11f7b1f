package io.warbler.terminal;

import io.warbler.sdk.store.ClientState;
import io.warbler.sdk.store.ClientStateStore;
import io.warbler.sdk.store.OutboxStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where one running terminal of a user keeps its device and its outbox. Two terminals of a user have two homes.
final class Home implements AutoCloseable {

    private static final int MOST_TERMINALS = 64;

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// The first home of the user that no other terminal lives in.
    static Home of(Path root, String user) {
        for (int number = 1; number <= MOST_TERMINALS; number++) {
            Home home = tryOpen(root.resolve(user).resolve(String.valueOf(number)));
            if (home != null) {
                return home;
            }
        }
        throw new IllegalArgumentException("terminals of " + user + " (expected: at most " + MOST_TERMINALS + ")");
    }

    /// The id that the server gave to this home's device; null the first time.
    @Nullable
    String device() {
        String device = devices().load().device();
        return device.isEmpty() ? null : device;
    }

    void keepDevice(String user, String device) {
        devices().save(new ClientState(user, device, "", Map.of()));
    }

    /// The outbox of the user; by id, because another server has other ids.
    OutboxStore outbox(String userId) {
        return OutboxStore.file(folder.resolve(userId + ".outbox"));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClientStateStore devices() {
        return ClientStateStore.file(folder.resolve("device.json"));
    }

    private static @Nullable Home tryOpen(Path folder) {
        try {
            Files.createDirectories(folder);
            var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() != null) {
                return new Home(folder, lock);
            }
            lock.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
