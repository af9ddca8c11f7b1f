package io.warbler.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.SetAway;
import io.warbler.proto.presence.v1.Departure;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true, shared = true)
@Tag("I13")
class ChangesIT {

    private static final AtomicInteger USERS = new AtomicInteger(100);

    private final PresenceRig rig;
    private final TestGateway gateway;
    private final String user = TestGateway.user(USERS.incrementAndGet());

    ChangesIT(StackConnection stack) {
        rig = PresenceRig.of(stack);
        gateway = rig.gateway();
    }

    @Test
    void firstConnectionAndLastAreReportedOthersAreNot() {
        try (var first = gateway.login(user, Subprotocol.PROTO)) {
            await().until(() -> reports() == 1);
            gateway.login(user, Subprotocol.PROTO).close();
            first.send(setAway(2, false));
            assertThat(first.answer(2).getAwaySet().getAway()).isFalse();
            reportsStay(1);
        }
        await().until(() -> reports() == 2);
        reportsStay(2);
        await().untilAsserted(() -> assertThat(gateway.services.departures)
                .extracting(Departure::getUser)
                .contains(user));
    }

    @Test
    void reportIsRepeatedUntilItIsTaken() {
        gateway.services.reportsFail = true;
        try (var _ = gateway.login(user, Subprotocol.PROTO)) {
            double before = gateway.count("warbler.gateway.presence.reported");
            await().until(() -> gateway.count("warbler.gateway.presence.reported") > before);
            assertThat(reports()).isZero();

            gateway.services.reportsFail = false;
            await().until(() -> reports() == 1);
        } finally {
            gateway.services.reportsFail = false;
        }
    }

    @Test
    void userIsAwayWhileAllConnectionsAreAndEachChangeIsReported() {
        try (var phone = gateway.login(user, Subprotocol.PROTO)) {
            await().until(() -> reports() == 1);
            phone.send(setAway(2, true));
            assertThat(phone.answer(2).getAwaySet().getAway()).isTrue();
            await().until(() -> away().containsKey(gateway.node) && reports() == 2);

            try (var _ = gateway.login(user, Subprotocol.PROTO)) {
                await().until(() -> away().isEmpty() && reports() == 3);
            }
            await().until(() -> away().containsKey(gateway.node) && reports() == 4);

            phone.send(setAway(3, false));
            await().until(() -> away().isEmpty() && reports() == 5);
        }
    }

    @Test
    void awayMarkGoesWithTheLastConnection() {
        TestSocket phone = gateway.login(user, Subprotocol.PROTO);
        phone.send(setAway(2, true));
        await().until(() -> away().containsKey(gateway.node));

        phone.close();

        await().until(() -> away().isEmpty());
    }

    @Test
    void flushedAwayMarkIsWrittenAgain() {
        try (var phone = gateway.login(user, Subprotocol.PROTO)) {
            phone.send(setAway(2, true));
            await().until(() -> away().containsKey(gateway.node));
            rig.flush();

            rig.awaitAnnouncement();
            assertThat(away()).containsKey(gateway.node);
        }
    }

    private long reports() {
        return gateway.services.changes.stream().filter(user::equals).count();
    }

    /// For more than three times as long as a report waits for the next batch.
    private void reportsStay(long count) {
        await().during(Duration.ofMillis(350)).until(() -> reports() == count);
    }

    private Map<String, String> away() {
        return rig.awayMarksOf(user);
    }

    private static ClientFrame setAway(int requestId, boolean away) {
        return ClientFrame.newBuilder()
                .setRequestId(requestId)
                .setSetAway(SetAway.newBuilder().setAway(away))
                .build();
    }
}
