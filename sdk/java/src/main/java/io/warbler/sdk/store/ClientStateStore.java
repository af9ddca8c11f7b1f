package io.warbler.sdk.store;

import java.nio.file.Path;

/** Keeps a {@link ClientState}. Losing it costs a longer first sync and messages handed over again, nothing else. */
public interface ClientStateStore {

    /** The state saved last, or the empty one. */
    ClientState load();

    /** Saves the state in place of the one before, wholly or not at all. */
    void save(ClientState state);

    /** A store that ends with the process. */
    static ClientStateStore inMemory() {
        return new InMemoryClientStateStore();
    }

    /** A store in one JSON file. */
    static ClientStateStore file(Path file) {
        return new FileClientStateStore(file);
    }
}
