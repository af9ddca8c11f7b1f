package io.warbler.message.hiding;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.proto.client.v1.SeqRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HiddenSeqsTest {

    @Test
    void neighboursAreOneStretch() {
        HiddenSeqs hidden = HiddenSeqs.NONE.with(List.of(3L, 1L), 10).with(List.of(2L, 7L), 11);

        assertThat(hidden.stored().getRangesList()).containsExactly(range(1, 3), range(7, 7));
        assertThat(hidden.rangeCount()).isEqualTo(2);
        assertThat(hidden.updatedAtMs()).isEqualTo(11);
        assertThat(HiddenSeqs.NONE.isEmpty()).isTrue();
        assertThat(HiddenSeqs.NONE.contains(1)).isFalse();
    }

    @Test
    void anySetInAnyOrderComesBackAsItself() {
        var random = new Random(7);
        for (int round = 0; round < 300; round++) {
            Set<Long> chosen = new TreeSet<>();
            random.longs(random.nextInt(1, 40), 1, 60).forEach(chosen::add);
            List<Long> shuffled = new ArrayList<>(chosen);
            Collections.shuffle(shuffled, random);
            HiddenSeqs hidden = HiddenSeqs.NONE;
            for (Long seq : shuffled) {
                hidden = hidden.with(List.of(seq), round);
            }

            HiddenSeqs stored = HiddenSeqs.of(hidden.stored());
            assertThat(LongStream.rangeClosed(0, 61).filter(stored::contains).boxed())
                    .containsExactlyElementsOf(chosen);
            assertThat(stored.stored())
                    .isEqualTo(HiddenSeqs.NONE.with(chosen, round).stored());
            long stretches =
                    chosen.stream().filter(seq -> !chosen.contains(seq - 1)).count();
            assertThat(stored.rangeCount()).isEqualTo((int) stretches);
        }
    }

    private static SeqRange range(long first, long last) {
        return SeqRange.newBuilder().setFirst(first).setLast(last).build();
    }
}
