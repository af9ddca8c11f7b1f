package io.warbler.sdk.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The state as JSON, replaced by an atomic rename. */
final class FileClientStateStore implements ClientStateStore {

    private static final Logger LOG = LoggerFactory.getLogger(FileClientStateStore.class);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Path file;

    FileClientStateStore(Path file) {
        this.file = file;
    }

    @Override
    public ClientState load() {
        try {
            return Files.exists(file) ? json.readValue(Files.readString(file), ClientState.class) : ClientState.empty();
        } catch (JacksonException e) {
            LOG.atWarn().addKeyValue("file", file).log("Client state unreadable: starting from nothing", e);
            return ClientState.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void save(ClientState state) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, json.writeValueAsString(state));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
