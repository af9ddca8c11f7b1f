package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    @Test
    void numberIsBounded() {
        var admission = new Admission(2, 1_000);

        assertThat(admission.tryEnter(1)).isTrue();
        assertThat(admission.tryEnter(1)).isTrue();
        assertThat(admission.tryEnter(1)).isFalse();

        admission.leave(1);
        assertThat(admission.tryEnter(1)).isTrue();
        assertThat(admission.count()).isEqualTo(2);
        assertThat(admission.bytes()).isEqualTo(2);
    }

    @Test
    void bytesAreBounded() {
        var admission = new Admission(10, 100);

        assertThat(admission.tryEnter(60)).isTrue();
        assertThat(admission.tryEnter(60)).isFalse();
        assertThat(admission.tryEnter(40)).isTrue();
        assertThat(admission.bytes()).isEqualTo(100);
        assertThat(admission.count()).isEqualTo(2);
    }

    @Test
    void concurrentEntriesNeverPassTheBoundAndLeaveNothingBehind() {
        var admission = new Admission(16, 1_000);
        var highest = new AtomicInteger();
        var inside = new AtomicInteger();

        try (var executor = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                executor.execute(() -> enterAndLeave(admission, inside, highest));
            }
        }

        assertThat(highest.get()).isLessThanOrEqualTo(16);
        assertThat(admission.count()).isZero();
        assertThat(admission.bytes()).isZero();
    }

    private static void enterAndLeave(Admission admission, AtomicInteger inside, AtomicInteger highest) {
        for (int i = 0; i < 20_000; i++) {
            if (admission.tryEnter(3)) {
                highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
                inside.decrementAndGet();
                admission.leave(3);
            }
        }
    }
}
