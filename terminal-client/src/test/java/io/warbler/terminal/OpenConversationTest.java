package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.Message;
import io.warbler.sdk.MessageChanges;
import io.warbler.sdk.content.Content;
import io.warbler.sdk.rest.User;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenConversationTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final OpenConversation open = OpenConversation.with("d1", new User("u1", "bob"));

    @Test
    void deliveredIsNewsWhenAllOwnMessagesHaveComeAndNoneOfThatWasKnown() {
        open.known(0, 1);
        open.show(message(2), true);

        assertThat(open.deliveredUpTo(1)).isFalse();
        assertThat(open.deliveredUpTo(2)).isTrue();
        assertThat(open.deliveredUpTo(3)).isFalse();
        open.show(message(4), true);
        assertThat(open.readUpTo(4)).isTrue();
        assertThat(open.deliveredUpTo(4)).as("what is read was delivered").isFalse();
    }

    private static Message message(long seq) {
        return new Message(
                "d1",
                seq,
                seq,
                "u2",
                "m" + seq,
                Instant.EPOCH,
                Message.Kind.TEXT,
                Content.Text.plain("hi"),
                null,
                null,
                MessageChanges.NONE);
    }

    @Test
    void typingIsNewsOnceUntilThePeerHasSpokenOrWasSilent() {
        assertThat(open.beginsToType("u1", 0)).isTrue();
        assertThat(open.beginsToType("u1", 3 * SECOND)).isFalse();
        assertThat(open.beginsToType("u1", 6 * SECOND)).isFalse();
        assertThat(open.beginsToType("u2", 6 * SECOND)).isTrue();

        open.hasSpoken("u1");
        assertThat(open.beginsToType("u2", 7 * SECOND)).isFalse();
        assertThat(open.beginsToType("u1", 7 * SECOND)).isTrue();
        assertThat(open.beginsToType("u1", 20 * SECOND)).isTrue();
    }
}
