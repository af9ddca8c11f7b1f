package io.warbler.gateway;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.TcpProxy;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.gateway.kit.TestSocket.Handshake;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A socket whose other end is gone without a word: the defaults are those of this test, times twenty.
@WarblerStack(topics = true)
@Tag("I13")
class HalfOpenIT {

    @Test
    void halfOpenSocketIsGivenUpAfterTwoHeartbeats(StackConnection stack) {
        try (var gateway = TestGateway.start(
                        stack,
                        "warbler.gateway.connection.heartbeat=1s",
                        "warbler.gateway.connection.login-timeout=1s",
                        "warbler.gateway.connection.linger=200ms");
                var cable = new TcpProxy("127.0.0.1", gateway.port());
                var alice = TestSocket.open(new Handshake(cable.port(), true, Subprotocol.PROTO.token(), null))) {
            alice.send(Frames.login(1, gateway.services.ticketFor(ALICE)));
            alice.answer(1);
            Connections connections = gateway.bean(Connections.class);
            assertThat(connections.of(ALICE)).hasSize(1);

            cable.freeze();
            long begun = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> connections.of(ALICE).isEmpty());

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(3));
            assertThat(gateway.count("warbler.gateway.connection.closed", "code", "4001"))
                    .isEqualTo(1);
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> gateway.services.departures.stream()
                            .anyMatch(departure -> departure.getUser().equals(ALICE)));
        }
    }
}
