package io.warbler.stack.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.stack.process.StackException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerPortsTest {

    @Test
    void portsAreTheUsualOnesUnlessMoved() {
        var ports = ServerPorts.fixed(Map.of("WARBLER_KAFKA_PORT", "12345", "WARBLER_REDIS_PORT", ""));

        assertThat(ports.kafka().port()).isEqualTo(12_345);
        assertThat(ports.cassandra().port()).isEqualTo(29_042);
        assertThat(ports.redis().port()).isEqualTo(26_379);
    }

    @Test
    void nonsenseIsRefusedWithTheVariable() {
        assertThatThrownBy(() -> ServerPorts.fixed(Map.of("WARBLER_KAFKA_PORT", "many")))
                .isInstanceOf(StackException.class)
                .hasMessage("WARBLER_KAFKA_PORT: 'many' (expected: a port)");
    }
}
