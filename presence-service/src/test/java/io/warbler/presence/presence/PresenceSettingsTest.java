package io.warbler.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PresenceSettingsTest {

    private static final String PREFIX = "warbler.presence";

    @Test
    void defaultsAreTheDocumentedOnes() {
        assertThat(bind(Map.of()))
                .isEqualTo(new PresenceProperties(
                        Duration.ofSeconds(3), 10_000, Duration.ofSeconds(2), Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @CsvSource({
        "friends-max-age, 6s",
        "friends-max-age, -1s",
        "friends-max-entries, -1",
        "friends-timeout, 0s",
        "tell-after, 1s"
    })
    void badValueIsRefused(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of(PREFIX + "." + key, value))).isInstanceOf(BindException.class);
    }

    private static PresenceProperties bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate(PREFIX, Bindable.of(PresenceProperties.class));
    }
}
