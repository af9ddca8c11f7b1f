package io.warbler.stack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsIT {

    @Test
    void takenPortIsNamedWithItsVariableAndItsHolder() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var taken = List.of(new NamedPort("WARBLER_REDIS_PORT", socket.getLocalPort()));

            assertThatThrownBy(() -> Ports.requireFree("redis", taken, Duration.ofMillis(200)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + socket.getLocalPort() + " of redis is taken")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("set WARBLER_REDIS_PORT");
        }
    }

    @Test
    void freePortIsFree() {
        assertThat(Ports.isFree(Ports.free())).isTrue();
    }

    @Test
    void impossiblePortIsRefused() {
        assertThatThrownBy(() -> new NamedPort("WARBLER_REDIS_PORT", 65_536))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("WARBLER_REDIS_PORT: 65536");
    }
}
