package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ChangePropertiesTest {

    @Test
    void sendersHaveADayToEditAndTwoToDelete() {
        var limits = bind(Map.of()).limits();

        assertThat(limits.getEditWindowMs()).isEqualTo(Duration.ofDays(1).toMillis());
        assertThat(limits.getDeleteWindowMs()).isEqualTo(Duration.ofDays(2).toMillis());
        assertThat(limits.getMaxEdits()).isEqualTo(64);
        assertThat(limits.getMaxOwnReactions()).isEqualTo(5);
        assertThat(limits.getMaxReactionKinds()).isEqualTo(32);
        assertThat(limits.getMaxPins()).isEqualTo(50);
        assertThat(limits.getMaxReactions()).isEqualTo(1_000);
    }

    @Test
    void windowsAreNotNegative() {
        assertThatThrownBy(() -> bind(Map.of("change.edit-window", "-1s")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("expected");
    }

    private static ChangeProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("change", ChangeProperties.class);
    }
}
