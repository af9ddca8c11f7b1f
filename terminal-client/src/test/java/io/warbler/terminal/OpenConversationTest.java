package io.warbler.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.sdk.rest.User;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenConversationTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final OpenConversation open = new OpenConversation("d1", new User("u1", "bob"));

    @Test
    void typingIsNewsOnceUntilThePeerHasSpokenOrWasSilent() {
        assertThat(open.beginsToType(0)).isTrue();
        assertThat(open.beginsToType(3 * SECOND)).isFalse();
        assertThat(open.beginsToType(6 * SECOND)).isFalse();

        open.hasSpoken();
        assertThat(open.beginsToType(7 * SECOND)).isTrue();
        assertThat(open.beginsToType(20 * SECOND)).isTrue();
    }
}
