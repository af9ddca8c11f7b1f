package io.warbler.message.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.Message;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DensePrefixTest {

    @Test
    void nothingIsCutWhereNothingIsMissing() {
        assertThat(dense(4, 4, 5, 6)).containsExactly(4L, 5L, 6L);
    }

    @Test
    void whatStandsAboveAHoleIsCut() {
        assertThat(dense(4, 4, 5, 7, 8)).containsExactly(4L, 5L);
    }

    @Test
    void nothingIsLeftWhenTheFirstIsMissing() {
        assertThat(dense(4, 5, 6)).isEmpty();
        assertThat(dense(4)).isEmpty();
    }

    private static List<Long> dense(long first, long... ordinals) {
        var messages = LongStream.of(ordinals)
                .mapToObj(it -> Message.newBuilder().setOrdinal(it).build())
                .toList();
        return DensePrefix.from(first, messages).stream()
                .map(Message::getOrdinal)
                .toList();
    }
}
