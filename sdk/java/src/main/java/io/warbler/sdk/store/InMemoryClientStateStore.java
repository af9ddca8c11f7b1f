package io.warbler.sdk.store;

/** The state as a field; outlives the client that saved it, not the process. */
final class InMemoryClientStateStore implements ClientStateStore {

    private volatile ClientState state = ClientState.empty();

    @Override
    public ClientState load() {
        return state;
    }

    @Override
    public void save(ClientState saved) {
        state = saved;
    }
}
