package io.warbler.sdk;

import io.warbler.sdk.store.ClientState;
import io.warbler.sdk.store.ClientStateStore;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves the state a moment after it changed, off the loop. */
final class StateKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);
    private static final Duration COALESCE = Duration.ofSeconds(1);

    private final SerialLoop loop;
    private final Executor io;
    private final ClientStateStore store;
    private final Supplier<ClientState> current;
    private boolean scheduled;

    StateKeeper(SerialLoop loop, Executor io, ClientStateStore store, Supplier<ClientState> current) {
        this.loop = loop;
        this.io = io;
        this.store = store;
        this.current = current;
    }

    void changed() {
        if (!scheduled) {
            scheduled = true;
            loop.schedule(COALESCE, this::saveSoon);
        }
    }

    /** Saves at once, on the caller's thread. */
    void save() {
        save(current.get());
    }

    private void saveSoon() {
        scheduled = false;
        ClientState state = current.get();
        try {
            io.execute(() -> save(state));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed before the state was saved", e);
        }
    }

    private void save(ClientState state) {
        try {
            store.save(state);
        } catch (RuntimeException e) {
            LOG.warn("The client's state could not be saved", e);
        }
    }
}
