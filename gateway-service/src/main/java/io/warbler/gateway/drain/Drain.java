package io.warbler.gateway.drain;

import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.gateway.upgrade.UpgradeGate;
import io.warbler.proto.client.v1.CloseCode;
import java.time.Duration;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Lets the node leave without anyone noticing more than a reconnect: no new connections, a goodbye to each client with
/// a
/// delay of its own, close 4000 once its requests are answered. Stops first of all, while everything still works.
@Component
final class Drain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final long STEP_MILLIS = 50;
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final UpgradeGate gate;
    private final Connections connections;
    private final DrainProperties properties;
    private final RandomGenerator random = new Random();
    private volatile boolean isRunning;

    Drain(UpgradeGate gate, Connections connections, DrainProperties properties) {
        this.gate = gate;
        this.connections = connections;
        this.properties = properties;
    }

    @Override
    public void start() {
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        gate.close();
        int count = connections.size();
        if (count == 0) {
            return;
        }
        log.atInfo().addKeyValue("connections", count).log("Leaving");
        try {
            drain();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() throws InterruptedException {
        int spreadMillis = (int) properties.spread().toMillis();
        var _ = connections.onLoops(connection -> connection.tell(
                ServerFrames.goodbye(random.nextInt(spreadMillis + 1)).build()));
        waitFor(properties.spread(), _ -> {});
        waitFor(properties.grace(), Drain::closeIfAnswered);
        waitFor(CLOSING, Drain::close);
    }

    /// Does something with all connections again and again until none is left or the time is up.
    private void waitFor(Duration span, Consumer<Connection> action) throws InterruptedException {
        long end = System.nanoTime() + span.toNanos();
        while (connections.size() > 0 && System.nanoTime() - end < 0) {
            var _ = connections.onLoops(action);
            Thread.sleep(STEP_MILLIS);
        }
    }

    private static void closeIfAnswered(Connection connection) {
        if (!connection.hasPendingRequests()) {
            close(connection);
        }
    }

    private static void close(Connection connection) {
        connection.close(CloseCode.CLOSE_GOING_AWAY, "the node goes away");
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
