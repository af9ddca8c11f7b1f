package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.boot.error.ApiException;
import io.warbler.boot.security.Integrator;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendIdentityTest {

    @Test
    void keyIsTheSameIdentityEveryTimeAndAnotherKeyAnother() {
        var first = SendIdentity.ofKey("order-4711");

        assertThat(SendIdentity.ofKey("order-4711")).isEqualTo(first);
        assertThat(first.outbox().size()).isEqualTo(16);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.clientMessageId()).matches("[A-Za-z0-9_-]{22}");
        assertThat(SendIdentity.ofKey("order-4712").outbox()).isNotEqualTo(first.outbox());
    }

    @Test
    void keyOfAnIntegratorIsNobodyElses() {
        var one = new Integrator("i" + "1".repeat(32), Set.of());
        var other = new Integrator("i" + "2".repeat(32), Set.of());

        assertThat(SendIdentity.ofKey("order-4711", one)).isEqualTo(SendIdentity.ofKey("order-4711", one));
        assertThat(SendIdentity.ofKey("order-4711", one).outbox())
                .isNotEqualTo(SendIdentity.ofKey("order-4711", other).outbox())
                .isNotEqualTo(SendIdentity.ofKey("order-4711").outbox());
        assertThat(SendIdentity.ofKey("order-4711", one).outbox().size())
                .as("no client can name it")
                .isEqualTo(32);
        assertThat(SendIdentity.ofKey("order-4711", one).clientMessageId()).matches("[A-Za-z0-9_-]{22}");
        assertThatThrownBy(() -> SendIdentity.ofKey("two words", one)).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "caf\u00e9"})
    void keyOfOtherFormIsRefused(String key) {
        assertThatThrownBy(() -> SendIdentity.ofKey(key))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void longKeyIsRefused() {
        assertThat(SendIdentity.ofKey("k".repeat(128)).number()).isEqualTo(1);
        assertThatThrownBy(() -> SendIdentity.ofKey("k".repeat(129))).isInstanceOf(ApiException.class);
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
