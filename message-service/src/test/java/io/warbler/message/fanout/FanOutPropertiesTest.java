package io.warbler.message.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class FanOutPropertiesTest {

    @Test
    void redisHasAShortTime() {
        assertThat(bind(Map.of()).routesWithin()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void noTimeAtAllIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("fan.routes-within", "0s")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("expected");
    }

    private static FanOutProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("fan", FanOutProperties.class);
    }
}
