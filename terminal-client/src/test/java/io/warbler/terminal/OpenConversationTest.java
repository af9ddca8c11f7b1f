package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.rest.User;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenConversationTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final OpenConversation open = OpenConversation.with("d1", new User("u1", "bob"));

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
