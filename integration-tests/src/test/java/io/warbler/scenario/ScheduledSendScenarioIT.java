package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.Message;
import io.warbler.sdk.NewMessage;
import io.warbler.sdk.ScheduledSend;
import io.warbler.sdk.ScheduledSend.State;
import io.warbler.sdk.ScheduledSends;
import io.warbler.sdk.content.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Messages that wait for their time while their user's devices come and go and a node that may have to send them dies.
class ScheduledSendScenarioIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Cluster cluster = Cluster.shared();

    @Test
    void whatIsDueIsSentOnceWhoeverDiesMeanwhile() {
        try (var devices = Devices.ofTwoFriends(cluster)) {
            var phone = devices.phone().client();
            String bob = devices.bob().id();
            String direct = phone.directConversation(bob);
            String name = ScheduledSends.newName();
            Instant then = Instant.now().plusSeconds(4);
            ScheduledSend kept = join(phone.scheduled().scheduleToUser(name, bob, text("good morning"), then));
            assertThat(kept.state()).isEqualTo(State.WAITING);
            assertThat(kept.conversation()).isEqualTo(direct);
            devices.phone().client().close();

            cluster.kill("message-1");
            cluster.restart("message-1");

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(devices.bobPhone().shown(direct))
                            .extracting(Message::text)
                            .containsExactly("good morning"));
            var laptop = devices.laptop().client();
            await().atMost(SOON).until(() -> stateOf(laptop.scheduled(), name) == State.SENT);
            assertThat(History.readAll(devices.bobPhone().client(), direct)).hasSize(1);
        }
    }

    private static State stateOf(ScheduledSends scheduled, String name) {
        return join(scheduled.list(100, "")).sends().stream()
                .filter(it -> it.schedule().equals(name))
                .map(ScheduledSend::state)
                .findFirst()
                .orElseThrow();
    }

    private static NewMessage text(String text) {
        return NewMessage.of(Content.Text.plain(text));
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
