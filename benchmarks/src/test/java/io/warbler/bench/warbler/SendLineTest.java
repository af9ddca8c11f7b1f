package io.warbler.bench.warbler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SendLineTest {

    private final SendLine line = new SendLine();

    @Test
    void numbersAreDenseFromOne() {
        assertThat(line.nextNumber()).isEqualTo(1);
        assertThat(line.nextNumber()).isEqualTo(2);
        assertThat(line.outbox().size()).isEqualTo(16);
    }

    @Test
    void anotherOutboxBeginsAnew() {
        line.nextNumber();
        var before = line.outbox();

        line.renew();

        assertThat(line.outbox()).isNotEqualTo(before);
        assertThat(line.nextNumber()).isEqualTo(1);
    }
}
