package io.warbler.message.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.warbler.boot.error.ApiException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadGateTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReadGate gate = new ReadGate(meters, new HistoryProperties(1, Duration.ofMillis(1), 2));

    @Test
    void marksThatHangTakeNoPlaceOfAReadAndWaitForNone() {
        String read = gate.passMark(() -> gate.passMark(() -> {
            assertThat(meters.get("warbler.message.history.mark.permits")
                            .gauge()
                            .value())
                    .isZero();
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> gate.passMark(() -> "a third mark"))
                    .satisfies(it -> assertThat(it.code()).isEqualTo("UNAVAILABLE"));
            return gate.pass("history", () -> "read");
        }));

        assertThat(read).isEqualTo("read");
    }

    @Test
    void aMarkGivesItsPlaceBackWhenItFails() {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(() -> gate.passMark(() -> {
                        throw ReadErrors.conversationUnknown();
                    }));
        }

        assertThat(gate.passMark(() -> "moved")).isEqualTo("moved");
    }

    @Test
    void readsThatHangKeepNoMarkOut() {
        String marked = gate.pass("history", () -> {
            assertThatExceptionOfType(ApiException.class).isThrownBy(() -> gate.pass("history", () -> "a second read"));
            return gate.passMark(() -> "moved");
        });

        assertThat(marked).isEqualTo("moved");
    }

    @Test
    void permitsAreAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryProperties(1, Duration.ZERO, 0))
                .withMessageContaining("max-concurrent-marks");
    }
}
