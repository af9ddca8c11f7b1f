package io.warbler.message.group;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.boot.error.ApiException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.edge.EdgeHarness;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinAttemptsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final JoinAttempts attempts = new JoinAttempts(nanos::get);
    private final UserId user = EdgeHarness.newUser();
    private final ConversationId group = conversation();

    @Test
    void whoComesAndGoesIsStoppedForAnHour() {
        IntStream.range(0, JoinAttempts.MOST).forEach(_ -> attempts.count(user, group));

        assertThatThrownBy(() -> attempts.count(user, group))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("within an hour");

        nanos.addAndGet(JoinAttempts.WINDOW.toNanos());
        assertThatCode(() -> attempts.count(user, group)).doesNotThrowAnyException();
    }

    @Test
    void othersAndOtherGroupsAreNotConcerned() {
        IntStream.range(0, JoinAttempts.MOST).forEach(_ -> attempts.count(user, group));

        assertThatCode(() -> attempts.count(EdgeHarness.newUser(), group)).doesNotThrowAnyException();
        assertThatCode(() -> attempts.count(user, conversation())).doesNotThrowAnyException();
    }

    private static ConversationId conversation() {
        return ConversationId.direct(DirectPair.of(EdgeHarness.newUser(), EdgeHarness.newUser()));
    }
}
