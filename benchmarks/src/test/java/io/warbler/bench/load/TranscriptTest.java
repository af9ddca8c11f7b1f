package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final Transcript transcript = new Transcript(10);

    @Test
    void equalHistoryHasNoDifference() {
        show(11, 12, 13);
        show(12);

        assertThat(transcript.differences(history(11, 12, 13))).isZero();
    }

    @Test
    void orderOfArrivalDoesNotMatter() {
        show(13, 11, 12);

        assertThat(transcript.differences(history(11, 12, 13))).isZero();
    }

    @Test
    void whatIsMissingIsFound() {
        show(11, 13);

        assertThat(transcript.differences(history(11, 12, 13, 14))).isEqualTo(2);
    }

    @Test
    void whatShouldNotBeThereIsFound() {
        show(11, 12);

        assertThat(transcript.differences(history(12))).isEqualTo(1);
    }

    @Test
    void anotherMessageAtTheSamePlaceIsFound() {
        transcript.shown(11, 7);

        assertThat(transcript.differences(history(11))).isEqualTo(1);
    }

    @Test
    void messageThatWasShownInTwoWaysIsFound() {
        transcript.shown(11, 7);
        show(11);

        assertThat(transcript.differences(history(11))).isEqualTo(1);
    }

    @Test
    void whatCameBeforeIsNotLookedAt() {
        show(3, 10, 11);

        assertThat(transcript.differences(history(9, 10, 11))).isZero();
    }

    @Test
    void growsWithTheConversation() {
        var seqs = LongStream.rangeClosed(11, 5_000).toArray();
        show(seqs);

        assertThat(transcript.differences(history(seqs))).isZero();
    }

    @Test
    void seqFarAwayIsRefused() {
        assertThatThrownBy(() -> transcript.shown(20_000_000, 1)).hasMessageContaining("seq: 20000000");
    }

    private void show(long... seqs) {
        history(seqs).forEach(entry -> transcript.shown(entry.seq(), entry.print()));
    }

    private static List<Page.Entry> history(long... seqs) {
        return LongStream.of(seqs)
                .mapToObj(seq -> new Page.Entry(seq, seq, 1_000 + seq))
                .toList();
    }
}
