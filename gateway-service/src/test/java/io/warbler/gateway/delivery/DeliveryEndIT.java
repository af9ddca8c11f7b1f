package io.warbler.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.gateway.kit.ThreadsSince;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
class DeliveryEndIT {

    @Test
    void nodeWhoseConsumerEndedTakesNobodyIn(StackConnection stack) {
        var threads = new ThreadsSince();
        try (var gateway = TestGateway.start(stack)) {
            assertThat(gateway.readiness()).isEqualTo(200);

            threads.named("delivery").interrupt();

            await().until(() -> gateway.readiness() == 503);
            assertThat(TestSocket.refused(gateway.handshake(Subprotocol.PROTO))
                            .status()
                            .code())
                    .isEqualTo(503);
        }
    }
}
