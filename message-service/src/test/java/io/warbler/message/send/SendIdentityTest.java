package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.boot.security.Integrator;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendIdentityTest {

    private static final IdempotencyKey KEY = new IdempotencyKey("order-4711");

    @Test
    void keyIsTheSameIdentityEveryTimeAndAnotherKeyAnother() {
        var first = SendIdentity.ofKey(KEY);

        assertThat(SendIdentity.ofKey(KEY)).isEqualTo(first);
        assertThat(first.outbox().size()).isEqualTo(16);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.clientMessageId()).matches("[A-Za-z0-9_-]{22}");
        assertThat(SendIdentity.ofKey(new IdempotencyKey("order-4712")).outbox())
                .isNotEqualTo(first.outbox());
    }

    @Test
    void keyOfAnIntegratorIsNobodyElses() {
        var one = new Integrator("i" + "1".repeat(32), Set.of());
        var other = new Integrator("i" + "2".repeat(32), Set.of());

        assertThat(SendIdentity.ofKey(KEY, one)).isEqualTo(SendIdentity.ofKey(KEY, one));
        assertThat(SendIdentity.ofKey(KEY, one).outbox())
                .isNotEqualTo(SendIdentity.ofKey(KEY, other).outbox())
                .isNotEqualTo(SendIdentity.ofKey(KEY).outbox());
        assertThat(SendIdentity.ofKey(KEY, one).outbox().size())
                .as("no client can name it")
                .isEqualTo(32);
        assertThat(SendIdentity.ofKey(KEY, one).clientMessageId()).matches("[A-Za-z0-9_-]{22}");
    }

    @Test
    void numberedIdentityIsWhole() {
        assertThat(SendIdentity.ofOutbox("PyqRwH1eS2igwdLj9AUWJw==", "7", "m-7").number())
                .isEqualTo(7);
        assertThatThrownBy(() -> SendIdentity.ofOutbox("PyqRwH1eS2igwdLj9AUWJw==", null, "m-7"))
                .hasMessageContaining("all three");
        assertThatThrownBy(() -> SendIdentity.ofOutbox("*", "7", "m-7")).hasMessageContaining("outbox");
        assertThatThrownBy(() -> SendIdentity.ofOutbox("PyqRwH1eS2igwdLj9AUWJw==", "seven", "m-7"))
                .hasMessageContaining("number");
    }
}
