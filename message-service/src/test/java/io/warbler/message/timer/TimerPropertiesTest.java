package io.warbler.message.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TimerPropertiesTest {

    @Test
    void ownersLookEverySecond() {
        assertThat(bind(Map.of()))
                .isEqualTo(new TimerProperties(
                        Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(5), 32, 8));
    }

    @ParameterizedTest
    @CsvSource({"every,0s", "everything-every,0s", "retry-after,-1s", "max-at-once,0", "max-at-once-of-partition,0"})
    void whatCannotBeIsRefused(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("timer." + name, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("expected");
    }

    private static TimerProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("timer", TimerProperties.class);
    }
}
