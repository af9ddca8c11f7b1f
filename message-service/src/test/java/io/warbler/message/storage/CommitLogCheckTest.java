package io.warbler.message.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitLogCheckTest {

    private static final Map<String, String> ONE = Map.of("class", "SimpleStrategy", "replication_factor", "1");

    @Test
    void oneCopyWithPeriodicSyncIsLossy() {
        assertThat(CommitLogCheck.isLossy(ONE, "periodic")).isTrue();
        assertThat(CommitLogCheck.isLossy(Map.of("class", "NetworkTopologyStrategy", "dc1", "1"), "periodic"))
                .isTrue();
    }

    @Test
    void severalCopiesOrAnEarlierSyncAreNot() {
        assertThat(CommitLogCheck.isLossy(ONE, "batch")).isFalse();
        assertThat(CommitLogCheck.isLossy(ONE, "group")).isFalse();
        assertThat(CommitLogCheck.isLossy(Map.of("class", "NetworkTopologyStrategy", "dc1", "3"), "periodic"))
                .isFalse();
    }
}
