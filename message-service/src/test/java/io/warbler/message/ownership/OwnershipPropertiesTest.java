package io.warbler.message.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OwnershipPropertiesTest {

    private static final String PREFIX = "warbler.message.ownership.";

    @Test
    void batchesAreFewMillisecondsApartUnlessToldOtherwise() {
        assertThat(bound("max-batch-records", "500").batchEvery()).isEqualTo(Duration.ofMillis(10));
        assertThat(bound("batch-every", "0ms").batchEvery()).isEqualTo(Duration.ZERO);
        assertThat(bound("batch-every", "200ms").batchEvery()).isEqualTo(Duration.ofMillis(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1ms", "201ms"})
    void distanceThatMessagesWouldFeelIsRefused(String distance) {
        assertThatThrownBy(() -> bound("batch-every", distance))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(PREFIX + "batch-every")
                .hasMessageContaining("expected: 0");
    }

    private static OwnershipProperties bound(String name, String value) {
        return new Binder(new MapConfigurationPropertySource(Map.of(PREFIX + name, value)))
                .bind(PREFIX.substring(0, PREFIX.length() - 1), OwnershipProperties.class)
                .get();
    }
}
