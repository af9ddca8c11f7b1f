package io.warbler.sdk;

import io.warbler.sdk.store.ClientStateStore;
import io.warbler.sdk.store.OutboxStore;
import java.util.random.RandomGenerator;

/** What a client is made of. */
record Wiring(
        SerialLoop loop,
        Callbacks callbacks,
        Link.Doors doors,
        OutboxStore outboxStore,
        ClientStateStore stateStore,
        Backoff backoff,
        RandomGenerator random,
        Beginning beginning) {}
