package io.warbler.chaos.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.MessageBody;
import io.warbler.sdk.store.OutboxContents;
import io.warbler.sdk.store.OutboxLane;
import io.warbler.sdk.store.OutboxSend;
import io.warbler.sdk.store.OutboxStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracedOutboxTest {

    private static final OutboxSend SEND =
            new OutboxSend("d1", null, "outbox", 1, "m1", MessageBody.getDefaultInstance());

    private final List<OutboxSend> told = new ArrayList<>();
    private final TracedOutbox outbox = new TracedOutbox(OutboxStore.inMemory(), told::add);

    @Test
    void sendIsToldWithItsNumberAndKept() {
        outbox.append(List.of(SEND));

        OutboxContents contents = outbox.load();
        assertThat(told).containsExactly(SEND);
        assertThat(contents.lanes().get("d1")).isEqualTo(new OutboxLane("outbox", 1, List.of(SEND)));
    }

    @Test
    void sendOfARestartedLaneIsToldUnderItsNewNumber() {
        outbox.append(List.of(SEND));
        OutboxSend again = SEND.renumbered("other", 1);

        outbox.restart("d1", new OutboxLane("other", 1, List.of(again)));

        assertThat(told).containsExactly(SEND, again);
    }

    @Test
    void answeredSendIsGone() {
        outbox.append(List.of(SEND));

        outbox.answered(SEND);

        assertThat(outbox.load().lanes().get("d1"))
                .extracting(OutboxLane::unanswered)
                .isEqualTo(List.of());
    }
}
