package io.warbler.sdk.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClientStateStoreTest {

    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsLoaded() {
        var store = ClientStateStore.file(folder.resolve("a/state.json"));
        var state = new ClientState("u1", "v1", "dG9rZW4=", Map.of("c", new ClientState.Held(5, 4, 9)));

        store.save(state);

        assertThat(ClientStateStore.file(folder.resolve("a/state.json")).load()).isEqualTo(state);
    }

    @Test
    void anUnreadableFileIsAsGoodAsNone() throws IOException {
        Files.writeString(folder.resolve("state.json"), "{ not json");

        assertThat(ClientStateStore.file(folder.resolve("state.json")).load()).isEqualTo(ClientState.empty());
    }
}
