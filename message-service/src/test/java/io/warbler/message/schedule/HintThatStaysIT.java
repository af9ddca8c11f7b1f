package io.warbler.message.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.message.edge.EdgeHarness;
import io.warbler.message.schedule.SendScheduler.Asker;
import io.warbler.proto.client.v1.CancelScheduledSend;
import io.warbler.proto.client.v1.ScheduleSend;
import io.warbler.proto.client.v1.ScheduledContent;
import io.warbler.proto.client.v1.ScheduledSend;
import io.warbler.proto.client.v1.ScheduledSendState;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Origin;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A store that takes everything but the removal of a hint.
@WarblerStack(services = "message", topics = true)
class HintThatStaysIT {

    @Test
    void theUsersDevicesAreToldNevertheless(StackConnection stack) throws Exception {
        try (var harness = new EdgeHarness(stack)) {
            var asker = new Asker(EdgeHarness.newUser(), "", Origin.getDefaultInstance());
            var scheduler = harness.bean(SendScheduler.class);
            var content =
                    ScheduledContent.newBuilder().setUser(EdgeHarness.newUser().value());
            content.getBodyBuilder().setText("hello");
            var asked = ScheduleSend.newBuilder()
                    .setSchedule("a".repeat(32))
                    .setDueAtMs(Instant.now().plus(Duration.ofDays(1)).toEpochMilli())
                    .setContent(content)
                    .build();
            scheduler.schedule(asker, asked);
            stack.session("message").execute("DROP TABLE due_hints");

            ScheduledSend cancelled = scheduler.cancel(
                    asker,
                    CancelScheduledSend.newBuilder()
                            .setSchedule(asked.getSchedule())
                            .build());

            assertThat(cancelled.getState()).isEqualTo(ScheduledSendState.SCHEDULED_SEND_STATE_CANCELLED);
            var told = harness.signals().signals().getLast().delivery();
            assertThat(ServerFrame.parseFrom(told.getFrame()).getScheduledSend())
                    .isEqualTo(cancelled);
        }
    }
}
