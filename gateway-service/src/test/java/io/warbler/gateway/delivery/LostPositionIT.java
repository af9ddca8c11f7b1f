package io.warbler.gateway.delivery;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
@Tag("I10")
class LostPositionIT {

    @Test
    void clientsSyncAndDeliveryGoesOnWhenThePositionIsGone(StackConnection stack) throws Exception {
        try (var gateway = TestGateway.start(stack);
                var alice = gateway.login(ALICE, Subprotocol.PROTO);
                var bob = gateway.login(BOB, Subprotocol.JSON)) {
            for (int i = 1; i <= 20; i++) {
                alice.send(Frames.send(i + 1, BOB, i, "message " + i));
                assertThat(alice.answer(i + 1).hasAck()).isTrue();
            }
            makeAgain(stack.kafka(), stack.topicPrefix() + "delivery");

            bob.expect(ServerFrame::hasResync);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> gateway.count("warbler.gateway.delivery.position.lost") > 0);
            alice.send(Frames.send(30, BOB, 21, "after the loss"));
            assertThat(bob.expect(frame ->
                                    frame.getMessage().getBody().getText().equals("after the loss"))
                            .hasMessage())
                    .isTrue();
        }
    }

    private static void makeAgain(String kafka, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(List.of(name)).all().get();
            await().atMost(Duration.ofSeconds(20)).until(() -> isMade(admin, name));
        }
    }

    /// Kafka deletes in the background; until then the name is taken.
    private static boolean isMade(Admin admin, String name) throws InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
            return true;
        } catch (ExecutionException _) {
            return false;
        }
    }
}
