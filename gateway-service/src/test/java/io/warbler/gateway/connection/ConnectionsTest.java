package io.warbler.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ConnectionsTest extends EmbeddedConnectionRig {

    private final CountDownLatch told = new CountDownLatch(1);
    private final CompletableFuture<Void> goOn = new CompletableFuture<>();
    private final CompletableFuture<List<Connection>> settled = new CompletableFuture<>();

    @Test
    void settledConnectionsHaveTheChangeThatListenersAreBeingToldOf() throws InterruptedException {
        var slow = new Connections(limits, List.of(new Slow()));
        Thread registering = Thread.ofPlatform().start(() -> slow.register(connection, ALICE));
        told.await();
        Thread reading = Thread.ofPlatform().start(() -> settled.complete(slow.settled(ALICE)));

        await().until(() -> reading.getState() == Thread.State.BLOCKED);
        assertThat(slow.of(ALICE)).isEmpty();
        goOn.complete(null);

        registering.join();
        assertThat(settled.join()).containsExactly(connection);
    }

    /// Is still being told.
    private final class Slow implements UserListener {

        @Override
        public void arrived(String user) {
            told.countDown();
            goOn.join();
        }

        @Override
        public void left(String user) {
            throw new AssertionError("nobody leaves");
        }
    }
}
