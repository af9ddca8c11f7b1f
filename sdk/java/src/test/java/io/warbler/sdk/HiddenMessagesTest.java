package io.warbler.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.HiddenMessages.Range;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HiddenMessagesTest extends PeerTestKit {

    @Test
    void whatIsHiddenAddsUpInWhateverOrderItComes() {
        HiddenMessages one = hidden(new Range(1, 2), new Range(9, 9));
        HiddenMessages other = hidden(new Range(3, 4), new Range(6, 6));
        HiddenMessages both = hidden(new Range(1, 4), new Range(6, 6), new Range(9, 9));

        assertThat(one.merged(other)).isEqualTo(both).isEqualTo(other.merged(one));
        assertThat(both.merged(one)).isEqualTo(both);
        assertThat(both.contains(4)).isTrue();
        assertThat(both.contains(5)).isFalse();
    }

    @Test
    void theTimelineLeavesOutWhatIsHidden() {
        var timeline = new Timeline("bob");
        timeline.put(message(1));
        timeline.put(message(2));

        timeline.hide(hidden(new Range(2, 3)));
        timeline.put(message(3));

        assertThat(timeline.messages()).extracting(Message::seq).containsExactly(1L);
        assertThat(timeline.at(2)).isEmpty();
    }

    @Test
    void otherDevicesLearnOfIt() {
        WarblerClient phone = connected(client("bob", new Recorder()));
        WarblerClient laptop = connected(client("bob", new Recorder()));
        WarblerClient alice = connected(client("alice", new Recorder()));
        peer.post(CONVERSATION, "alice", "m1");
        for (WarblerClient device : List.of(phone, laptop, alice)) {
            await().until(() -> device.conversation(CONVERSATION).isPresent());
        }

        HiddenMessages hidden = join(phone.hide(CONVERSATION, List.of(1L)));

        assertThat(hidden.contains(1)).isTrue();
        await().untilAsserted(() -> assertThat(laptop.hidden(CONVERSATION)).isEqualTo(hidden));
        Message last = laptop.conversation(CONVERSATION).orElseThrow().lastMessage();
        assertThat(last).isNotNull().satisfies(it -> {
            assertThat(it.isHidden()).isTrue();
            assertThat(it.text()).isEmpty();
            assertThat(it.seq()).isEqualTo(1);
        });
        assertThat(laptop.conversation(CONVERSATION).orElseThrow().unreadCount())
                .isEqualTo(1);
        assertThat(alice.hidden(CONVERSATION).ranges()).isEmpty();
    }

    private static HiddenMessages hidden(Range... ranges) {
        return new HiddenMessages(CONVERSATION, List.of(ranges));
    }

    private static Message message(long seq) {
        return new Message(CONVERSATION, seq, seq, "alice", "id" + seq, Instant.EPOCH, Message.Kind.TEXT, "m" + seq);
    }
}
