package io.warbler.gateway.drain;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.MessageNode.Mode;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
class DrainIT {

    @Test
    void clientsAreToldAnsweredAndClosed(StackConnection stack) {
        try (var gateway = TestGateway.start(stack, "warbler.gateway.drain.spread=500ms");
                var idle = gateway.login(ALICE, Subprotocol.JSON);
                var busy = gateway.login(BOB, Subprotocol.PROTO)) {
            gateway.message().mode = Mode.STALL;
            busy.send(Frames.send(2, ALICE, 1, "answered while the node leaves"));
            await().until(() -> !gateway.message().submissions.isEmpty());
            gateway.message().mode = Mode.ACCEPT;

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::stop, Thread::startVirtualThread);
            assertThat(idle.expect(ServerFrame::hasGoodbye).getGoodbye().getReconnectAfterMs())
                    .isBetween(0, 500);
            assertThat(idle.closeCode()).isEqualTo(CloseCode.CLOSE_GOING_AWAY_VALUE);
            assertThat(busy.answer(2).hasAck()).isTrue();
            assertThat(busy.closeCode()).isEqualTo(CloseCode.CLOSE_GOING_AWAY_VALUE);
            stopped.join();
            await().until(() -> gateway.services.departures.size() == 2);
        }
    }
}
