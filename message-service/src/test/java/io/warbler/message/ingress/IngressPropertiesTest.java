package io.warbler.message.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class IngressPropertiesTest {

    @Test
    void defaultsAreBounded() {
        var properties = bind(Map.of());

        assertThat(properties.maxInFlightPerStream()).isEqualTo(8_192);
        assertThat(properties.maxInFlight()).isEqualTo(32_768);
        assertThat(properties.maxInFlightBytes()).isEqualTo(DataSize.ofMegabytes(64));
        assertThat(properties.retryAfter()).isEqualTo(Duration.ofMillis(250));
        assertThat(properties.linger()).isEqualTo(Duration.ofMillis(1));
        assertThat(properties.friendTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.drainTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void nodeMustHaveRoomForOneStream() {
        assertThatThrownBy(() -> bind(Map.of("in.max-in-flight", "1")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("expected");
    }

    private static IngressProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("in", IngressProperties.class);
    }
}
