package io.warbler.bench.warbler;

import static org.assertj.core.api.Assertions.assertThat;

import io.warbler.stack.server.ServerPorts;
import io.warbler.stack.service.Service;
import io.warbler.stack.service.ServicePorts;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchEnvironmentTest {

    @Test
    void portsAreNotThoseOfTheUsualStack() {
        var usual = new ServicePorts(Map.of());
        var ours = new ServicePorts(BenchEnvironment.of(Map.of(), 1));

        assertThat(Stream.of(Service.values()).map(ours::http))
                .doesNotContainAnyElementsOf(
                        Stream.of(Service.values()).map(usual::http).toList());
        assertThat(ours.gateway()).isNotEqualTo(usual.gateway());
        assertThat(ServerPorts.fixed(BenchEnvironment.of(Map.of(), 1)).cassandra())
                .isNotEqualTo(ServerPorts.fixed(Map.of()).cassandra());
    }

    @Test
    void callerMayMoveAPort() {
        var environment = BenchEnvironment.of(Map.of("WARBLER_GATEWAY_PORT", "7001"), 1);

        assertThat(new ServicePorts(environment).gateway().port()).isEqualTo(7_001);
    }

    @Test
    void optionsOfTheCallerComeLastAndSoCount() {
        var environment = BenchEnvironment.of(Map.of("WARBLER_GATEWAY_JVM_OPTIONS", "-Xmx2g"), 1);

        assertThat(environment.get("WARBLER_GATEWAY_JVM_OPTIONS"))
                .startsWith("-Xms1g -Xmx1g ")
                .endsWith(" -Xmx2g");
    }

    @Test
    void secondNodesHavePortsOfTheirOwn() {
        var first = BenchEnvironment.of(Map.of(), 2);
        var one = new ServicePorts(first);
        var other = new ServicePorts(BenchEnvironment.second(first));

        assertThat(Stream.of(
                        other.gateway(),
                        other.gatewayPlain(),
                        other.http(Service.GATEWAY),
                        other.http(Service.MESSAGE),
                        other.grpc(Service.MESSAGE)))
                .doesNotHaveDuplicates()
                .doesNotContain(
                        one.gateway(),
                        one.gatewayPlain(),
                        one.http(Service.GATEWAY),
                        one.http(Service.MESSAGE),
                        one.grpc(Service.MESSAGE));
        assertThat(other.http(Service.AUTH)).isEqualTo(one.http(Service.AUTH));
    }
}
