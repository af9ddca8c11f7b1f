package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ScheduledSendState;
import io.warbler.sdk.ScheduledSend.State;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.peer.ProtocolPeer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduledSendsTest extends PeerTestKit {

    private static final Instant THEN = Instant.ofEpochMilli(1_990_000_000_000L);
    private static final NewMessage HELLO = NewMessage.of(Content.Text.plain("hello"));

    @Test
    void whatIsScheduledIsToldToOtherDevicesAndCanBeTakenBack() {
        var recorder = new Recorder();
        WarblerClient phone = connected(client("bob", new Recorder()));
        WarblerClient laptop = connected(client("bob", recorder));
        String name = ScheduledSends.newName();

        ScheduledSend kept = join(phone.scheduled().schedule(name, CONVERSATION, HELLO, THEN));

        assertThat(kept.state()).isEqualTo(State.WAITING);
        assertThat(kept.dueAt()).isEqualTo(THEN);
        assertThat(kept.text()).isEqualTo("hello");
        assertThat(join(laptop.scheduled().list(10, "")).sends()).containsExactly(kept);
        ScheduledSend cancelled = join(laptop.scheduled().cancel(name));
        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.text()).isEmpty();
        await().untilAsserted(() -> assertThat(recorder.scheduled()).containsExactly(kept));
    }

    @Test
    void aUserCanBeNamedAndAMessageAnswered() {
        WarblerClient phone = connected(client("bob", new Recorder()));

        ScheduledSend kept =
                join(phone.scheduled().scheduleToUser(ScheduledSends.newName(), "alice", HELLO.answering(7), THEN));

        assertThat(kept.conversation()).isEqualTo(ProtocolPeer.direct("alice", "bob"));
        assertThat(peer.received().stream()
                        .filter(ClientFrame::hasScheduleSend)
                        .map(frame -> frame.getScheduleSend().getContent()))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getUser()).isEqualTo("alice");
                    assertThat(it.getReplyTo()).isEqualTo(7);
                });
    }

    @Test
    void aChangeIsOfWhatTheUserSaw() {
        WarblerClient phone = connected(client("bob", new Recorder()));
        ScheduledSend seen = join(phone.scheduled().schedule(ScheduledSends.newName(), CONVERSATION, HELLO, THEN));

        ScheduledSend changed = join(
                phone.scheduled().change(seen, NewMessage.of(Content.Text.plain("hello again")), THEN.plusSeconds(60)));

        assertThat(changed.schedule()).isEqualTo(seen.schedule());
        assertThat(changed.text()).isEqualTo("hello again");
        assertThat(changed.dueAt()).isEqualTo(THEN.plusSeconds(60));
        assertThatThrownBy(() -> join(phone.scheduled().change(seen, HELLO, THEN)))
                .hasMessageContaining("SCHEDULED_SEND_CHANGED");
        assertThat(join(phone.scheduled().list(10, "")).sends()).containsExactly(changed);
    }

    @Test
    void whyItWasRefusedIsACode() {
        var refused = ScheduleFrames.fromProto(io.warbler.proto.client.v1.ScheduledSend.newBuilder()
                .setSchedule("a")
                .setState(ScheduledSendState.SCHEDULED_SEND_STATE_REFUSED)
                .setReason(ErrorCode.MEMBER_MUTED)
                .build());

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.reason()).isEqualTo("MEMBER_MUTED");
        assertThat(ScheduleFrames.fromProto(io.warbler.proto.client.v1.ScheduledSend.newBuilder()
                                .setStateValue(99)
                                .build())
                        .state())
                .isEqualTo(State.UNKNOWN);
    }
}
