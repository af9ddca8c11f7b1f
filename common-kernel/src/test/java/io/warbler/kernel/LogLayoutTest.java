package io.warbler.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogLayoutTest {

    private static final UserId ALICE = new UserId("u" + "a".repeat(32));
    private static final UserId BOB = new UserId("u" + "b".repeat(32));

    @Test
    void murmur2AgreesWithThePublishedVectorsOfKafka() {
        assertThat(Murmur2.positiveHash("21".getBytes(StandardCharsets.UTF_8))).isEqualTo(-973932308 & 0x7fffffff);
        assertThat(Murmur2.positiveHash("foobar".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(-790332482 & 0x7fffffff);
        assertThat(Murmur2.positiveHash("a-little-bit-long-string".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(-985981536 & 0x7fffffff);
    }

    @Test
    void directIdIsTheSameFromBothSides() {
        assertThat(ConversationId.direct(DirectPair.of(ALICE, BOB)))
                .isEqualTo(ConversationId.direct(DirectPair.of(BOB, ALICE)));
    }

    @Test
    void partitionFollowsFromTheSlot() {
        var layout = new LogLayout(1024, 16);
        var conversation = ConversationId.direct(DirectPair.of(ALICE, BOB));

        assertThat(layout.partitionOf(conversation)).isEqualTo(layout.slotOf(conversation) % 16);
    }

    @Test
    void slotsMustBeAMultipleOfPartitions() {
        assertThatThrownBy(() -> new LogLayout(1024, 10))
                .hasMessageContaining("expected: slots a multiple of partitions");
    }

    @Test
    void nobodyIsPairedWithThemselves() {
        assertThatThrownBy(() -> DirectPair.of(ALICE, ALICE)).hasMessageContaining("expected: two users");
    }

    @Test
    void laterGenerationsAreLaterWhateverTheOffset() {
        assertThat(new Position(1, 0)).isGreaterThan(new Position(0, 1_000_000));
    }
}
