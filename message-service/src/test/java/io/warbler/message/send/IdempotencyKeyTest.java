package io.warbler.message.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.boot.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "caf\u00e9"})
    void keyOfOtherFormIsRefused(String key) {
        assertThatThrownBy(() -> new IdempotencyKey(key))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void longKeyIsRefused() {
        assertThat(new IdempotencyKey("k".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new IdempotencyKey("k".repeat(129))).isInstanceOf(ApiException.class);
    }

    @Test
    void requestThatMustHaveOneIsRefusedWithout() {
        assertThat(IdempotencyKey.ofHeader("order-4711").value()).isEqualTo("order-4711");
        assertThatThrownBy(() -> IdempotencyKey.ofHeader(null))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("a key of your choice");
    }
}
