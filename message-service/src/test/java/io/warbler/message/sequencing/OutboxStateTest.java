package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.log.v1.KeptVerdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxStateTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 33, 64, 65, 128, 200})
    void knowsTheIdsOfTheVerdictsThatItKeepsAndNoOthers(int sends) {
        var outbox = new OutboxState();
        IntStream.rangeClosed(1, sends).forEach(number -> outbox.keep(verdict(number, "id-" + number)));

        assertKnows(outbox, Math.max(1, sends - OutboxState.KEPT_VERDICTS + 1), sends);
        var stored = new OutboxState(outbox.highWater(), outbox.keptVerdicts());
        assertKnows(stored, Math.max(1, sends - OutboxState.KEPT_VERDICTS + 1), sends);
    }

    @Test
    void tellsIdsOfEqualHashApart() {
        var outbox = new OutboxState();
        outbox.keep(verdict(1, "Aa"));

        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(outbox.knows("BB")).isFalse();
        assertThat(outbox.knows("Aa")).isTrue();
    }

    @Test
    void anIdThatWasKeptTwiceIsKnownUntilBothAreGone() {
        var outbox = new OutboxState();
        outbox.keep(verdict(1, "twice"));
        outbox.keep(verdict(2, "twice"));
        IntStream.rangeClosed(3, 65).forEach(number -> outbox.keep(verdict(number, "id-" + number)));

        assertThat(outbox.knows("twice")).isTrue();
        outbox.keep(verdict(66, "id-66"));
        assertThat(outbox.knows("twice")).isFalse();
    }

    private static void assertKnows(OutboxState outbox, int first, int last) {
        IntStream.rangeClosed(1, last + 1)
                .forEach(number -> assertThat(outbox.knows("id-" + number))
                        .as("id-" + number)
                        .isEqualTo(number >= first && number <= last));
    }

    private static KeptVerdict verdict(long number, String clientMessageId) {
        return KeptVerdict.newBuilder()
                .setNumber(number)
                .setClientMessageId(clientMessageId)
                .setSeq(number)
                .build();
    }
}
