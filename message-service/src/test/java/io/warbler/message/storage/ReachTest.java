package io.warbler.message.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    private final Reach reach = new Reach(10, 3);

    @ParameterizedTest
    @CsvSource({"9, 4", "0, 4", "9, 5"})
    void recordOfALaterLeaderBelowItShowsThatTheLogWasCut(long offset, int epoch) {
        assertThat(reach.isCutBy(offset, epoch)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"10, 4", "11, 9", "9, 3", "9, 2"})
    void otherRecordsDoNot(long offset, int epoch) {
        assertThat(reach.isCutBy(offset, epoch)).isFalse();
    }

    @Test
    void reachOfUnknownEpochIsCutByAnyRecordWhoseEpochIsKnown() {
        assertThat(new Reach(10, -1).isCutBy(9, 0)).isTrue();
        assertThat(new Reach(10, -1).isCutBy(9, -1)).isFalse();
    }
}
