package io.warbler.message.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {

    @ParameterizedTest
    @CsvSource({"0, 64", "1, 64", "4, 64", "5, 80", "7, 112", "8, 128", "10, 128", "200, 128"})
    void snapshotsAreFurtherApartWhereMoreOutboxesAreActive(int outboxes, int changes) {
        assertThat(Cadence.FEW_MARKS.isDue(changes - 1, outboxes)).isFalse();
        assertThat(Cadence.FEW_MARKS.isDue(changes, outboxes)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "4", "10", "11"})
    void snapshotAndMarksAreATenthOfTheMessagesAtMost(int outboxes) {
        assertThat((outboxes + 1.0) / Cadence.changesBetween(outboxes)).isLessThanOrEqualTo(0.1);
    }
}
