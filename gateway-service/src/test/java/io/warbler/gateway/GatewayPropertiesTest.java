package io.warbler.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.gateway.connection.ConnectionProperties;
import io.warbler.gateway.revocation.RevocationProperties;
import io.warbler.gateway.submit.SubmitProperties;
import io.warbler.gateway.upgrade.PlainPort;
import io.warbler.gateway.upgrade.UpgradeProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class GatewayPropertiesTest {

    @Test
    void defaultsAreThoseOfTheProtocol() {
        try (var context = context("warbler.gateway.tls.dev-directory=/tmp/any")) {
            ConnectionProperties connection = context.getBean(ConnectionProperties.class);
            assertThat(connection.heartbeat()).isEqualTo(Duration.ofSeconds(20));
            assertThat(connection.loginTimeout()).isEqualTo(Duration.ofSeconds(5));
            assertThat(connection.maxPerUser()).isEqualTo(10);
            assertThat(connection.maxUnauthenticatedPerIp()).isEqualTo(20);
            assertThat(connection.longestHalfOpen()).isLessThanOrEqualTo(Duration.ofSeconds(45));
            assertThat(context.getBean(RevocationProperties.class).keptFor()).isEqualTo(Duration.ofMinutes(15));
            assertThat(connection.maxReplyBacklog().toBytes()).isEqualTo(1 << 20);
            assertThat(context.getBean(SubmitProperties.class).unknownAfter()).isEqualTo(Duration.ofSeconds(15));
            assertThat(context.getBean(SubmitProperties.class).stalledAfter()).isEqualTo(Duration.ofSeconds(2));
            assertThat(context.getBean(PlainPort.class).value()).isZero();
        }
    }

    @Test
    void originsAreReadOneByOne() {
        try (var context = context(
                "warbler.gateway.tls.dev-directory=/tmp/any",
                "warbler.gateway.upgrade.allowed-origins=https://a.example,https://b.example")) {
            assertThat(context.getBean(UpgradeProperties.class).allowedOrigins())
                    .containsExactly("https://a.example", "https://b.example");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warbler.gateway.connection.hartbeat=20s",
                "warbler.gateway.connection.heartbeat=10ms",
                "warbler.gateway.connection.max-per-user=0",
                "warbler.gateway.upgrade.allowed-origins=*",
                "warbler.gateway.submit.max-unanswered=0",
                "warbler.gateway.route.refresh-every=10s",
                "warbler.gateway.plain-port=70000",
                "warbler.gateway.balancer.trusted=balancer.example",
                "warbler.gateway.balancer.trusted=10.0.0.1,0.0.0.0/0",
                "warbler.gateway.revocation.kept-for=0s",
                "warbler.gateway.rate.user-per-second=0",
                "warbler.gateway.tls.certificate-file=/tmp/only-one.pem"
            })
    void mistakesStopTheStart(String setting) {
        assertThatThrownBy(() -> context("warbler.gateway.tls.dev-directory=/tmp/any", setting))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).hasStackTraceContaining("(expected:"),
                        failure -> assertThat(failure).hasStackTraceContaining("hartbeat"));
    }

    @Test
    void startWithoutACertificateTellsWhatIsMissing() {
        assertThatThrownBy(() -> context()).hasStackTraceContaining("dev-directory for a self-signed");
    }

    private static AnnotationConfigApplicationContext context(String... settings) {
        Map<String, Object> properties = new HashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            properties.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        context.register(GatewaySettings.class);
        context.refresh();
        return context;
    }
}
