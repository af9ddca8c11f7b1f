package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PunctualityTest {

    private final Punctuality punctuality = new Punctuality();

    @Test
    void oneInAHundredMayBeLate() {
        send(99, 0);
        send(1, Punctuality.TOLERANCE_NANOS + 1);

        assertThat(punctuality.lateShare()).isEqualTo(0.01);
        assertThat(punctuality.isVoid()).isFalse();
    }

    @Test
    void moreMakesARunVoid() {
        send(98, 0);
        send(2, Punctuality.TOLERANCE_NANOS + 1);

        assertThat(punctuality.isVoid()).isTrue();
    }

    @Test
    void fiveMillisecondsAreNotLate() {
        send(10, Punctuality.TOLERANCE_NANOS);

        assertThat(punctuality.lateShare()).isZero();
    }

    private void send(int count, long delayNanos) {
        for (int at = 0; at < count; at++) {
            punctuality.sent(1_000, 1_000 + delayNanos);
        }
    }
}
