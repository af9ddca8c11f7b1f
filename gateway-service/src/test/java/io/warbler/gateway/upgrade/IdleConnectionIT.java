package io.warbler.gateway.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/// Counts objects instead of bytes: the clients live in the same heap.
@WarblerStack(topics = true)
class IdleConnectionIT {

    private static final int COUNT = 300;

    @Test
    void idleConnectionKeepsNothingOfReactor(StackConnection stack) throws Exception {
        try (var gateway = TestGateway.start(stack, "warbler.gateway.connection.max-unauthenticated-per-ip=1000")) {
            Map<String, Long> before = instanceCounts();
            List<TestSocket> sockets = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                sockets.add(gateway.login(TestGateway.user(i), Subprotocol.PROTO));
            }
            Map<String, Long> after = instanceCounts();

            assertThat(after).containsEntry(Connection.class.getName(), (long) COUNT);
            after.forEach((type, count) -> {
                if (type.startsWith("reactor.")) {
                    assertThat(count - before.getOrDefault(type, 0L)).as(type).isLessThan(COUNT / 3);
                }
            });
            sockets.forEach(TestSocket::close);
        }
    }

    /// What is reachable, by type.
    private static Map<String, Long> instanceCounts() throws Exception {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        Map<String, Long> counts = new HashMap<>();
        histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[0].endsWith(":"))
                .forEach(columns -> counts.put(columns[3], Long.parseLong(columns[1])));
        return counts;
    }
}
