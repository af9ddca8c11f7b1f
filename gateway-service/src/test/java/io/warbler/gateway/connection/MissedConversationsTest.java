package io.warbler.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.gateway.frame.ServerFrames;
import org.junit.jupiter.api.Test;

class MissedConversationsTest {

    private final MissedConversations missed = new MissedConversations(2);

    @Test
    void highestSeqOfEachConversationIsHinted() {
        missed.add("d1", 5);
        missed.add("d1", 4);
        missed.add("d2", 1);

        assertThat(missed.hints())
                .containsExactlyInAnyOrder(
                        ServerFrames.behind("d1", 5).build(),
                        ServerFrames.behind("d2", 1).build());
    }

    @Test
    void frameWithoutSeqNeedsAResync() {
        missed.add("d1", 0);

        assertThat(missed.hints()).containsExactly(ServerFrames.resync().build());
    }

    @Test
    void moreConversationsThanTheBoundNeedAResync() {
        missed.add("d1", 1);
        missed.add("d2", 1);
        missed.add("d3", 1);

        assertThat(missed.hints()).containsExactly(ServerFrames.resync().build());
    }
}
