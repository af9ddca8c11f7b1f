package io.warbler.gateway.presence;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceList;
import io.warbler.proto.client.v1.PresenceState;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.WatchPresence;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// An event loop does not keep up with changes of presence.
@WarblerStack(topics = true)
class WatchersBacklogIT {

    private static final int CHANGES = 200;

    @Test
    void changesWaitInKafkaAndNotInMemory(StackConnection stack) {
        var resumed = new CountDownLatch(1);
        try (var gateway = TestGateway.start(stack, "warbler.gateway.delivery.max-batches-in-flight=2");
                var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            socket.send(ClientFrame.newBuilder()
                    .setRequestId(2)
                    .setWatchPresence(WatchPresence.newBuilder().addUsers(BOB))
                    .build());
            socket.answer(2);
            var loop = loopOf(gateway);
            loop.execute(() -> awaitQuietly(resumed));

            for (int i = 0; i < CHANGES; i++) {
                boolean isOnline = i % 2 == 1;
                gateway.publisher.publish(
                        gateway.node,
                        0,
                        change(isOnline ? PresenceState.PRESENCE_STATE_ONLINE : PresenceState.PRESENCE_STATE_OFFLINE));
                gateway.publisher.flush();
            }

            await().during(Duration.ofSeconds(1)).until(() -> loop.pendingTasks() < 20);
            assertThat(gateway.count("warbler.gateway.presence.told")).isZero();
            resumed.countDown();
            await().until(() -> gateway.count("warbler.gateway.presence.told") == CHANGES);
        } finally {
            resumed.countDown();
        }
    }

    private static SingleThreadEventExecutor loopOf(TestGateway gateway) {
        return (SingleThreadEventExecutor)
                gateway.bean(Connections.class).of(ALICE).getFirst().eventLoop();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Delivery change(PresenceState state) {
        var presence = Presence.newBuilder().setUser(BOB).setState(state);
        return Delivery.newBuilder()
                .setFrame(ServerFrame.newBuilder()
                        .setPresence(PresenceList.newBuilder().addPresences(presence))
                        .build()
                        .toByteString())
                .addRecipients(ALICE)
                .build();
    }
}
