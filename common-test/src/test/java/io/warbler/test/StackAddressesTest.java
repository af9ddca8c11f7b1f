package io.warbler.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackAddressesTest {

    @Test
    void externalStackNeedsAllThreeVariables() {
        var environment = Map.of(
                "WARBLER_TEST_KAFKA",
                "kafka:9092",
                "WARBLER_TEST_CASSANDRA",
                "db:9042",
                "WARBLER_TEST_REDIS",
                "r:6379");

        assertThat(StackAddresses.fromEnvironment(environment))
                .contains(new StackAddresses("kafka:9092", "db:9042", "r:6379"));
        assertThat(StackAddresses.fromEnvironment(Map.of())).isEmpty();
    }

    @Test
    void halfAStackIsRefused() {
        assertThatThrownBy(() -> StackAddresses.fromEnvironment(Map.of("WARBLER_TEST_KAFKA", "kafka:9092")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[WARBLER_TEST_CASSANDRA, WARBLER_TEST_REDIS] not set");
    }

    @Test
    void addressWithoutPortIsRefused() {
        assertThatThrownBy(() -> new StackAddresses("kafka", "db:9042", "r:6379"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kafka: 'kafka' (expected: host:port)");
    }
}
