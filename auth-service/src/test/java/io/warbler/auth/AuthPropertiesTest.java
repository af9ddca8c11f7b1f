package io.warbler.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class AuthPropertiesTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void defaultsAreTheDocumentedOnes() {
        runner.run(context -> {
            var properties = context.getBean(AuthProperties.class);
            assertThat(properties.keyEncryptionKeyFile()).isNull();
            assertThat(properties.passwords().memoryKib()).isEqualTo(19_456);
            assertThat(properties.passwords().iterations()).isEqualTo(2);
            assertThat(properties.passwords().parallelism()).isEqualTo(1);
            assertThat(properties.passwords().hashers()).isEqualTo(2);
            assertThat(properties.passwords().queue()).isEqualTo(64);
            assertThat(properties.passwords().patience()).isEqualTo(Duration.ofSeconds(5));
            assertThat(properties.throttle().failuresPerName()).isEqualTo(10);
            assertThat(properties.throttle().failuresPerAddress()).isEqualTo(60);
            assertThat(properties.throttle().registrationsPerAddress()).isEqualTo(120);
            assertThat(properties.sessions().lifetime()).isEqualTo(Duration.ofDays(30));
            assertThat(properties.sessions().repeatGrace()).isEqualTo(Duration.ofSeconds(10));
            assertThat(properties.throttle().searchesPerActor()).isEqualTo(300);
            assertThat(properties.throttle().tokenRequestsPerClient()).isEqualTo(60);
            assertThat(properties.deletion().grace()).isEqualTo(Duration.ofDays(14));
            assertThat(properties.deletion().sweepInterval()).isEqualTo(Duration.ofMinutes(10));
            assertThat(properties.sessions().maxPerUser()).isEqualTo(100);
            assertThat(properties.revocations().publishWithin()).isEqualTo(Duration.ofSeconds(5));
            assertThat(properties.revocations().sweepInterval()).isEqualTo(Duration.ofSeconds(5));
            assertThat(properties.revocations().sweepGrace()).isEqualTo(Duration.ofSeconds(15));
            assertThat(properties.tokens().lifetime()).isEqualTo(Duration.ofMinutes(10));
            assertThat(properties.tokens().rotationInterval()).isEqualTo(Duration.ofHours(24));
            assertThat(properties.tokens().publishAhead()).isEqualTo(Duration.ofMinutes(15));
            assertThat(properties.tokens().refreshInterval()).isEqualTo(Duration.ofSeconds(30));
            assertThat(properties.tickets().lifetime()).isEqualTo(Duration.ofSeconds(30));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "warbler.auth.passwords.memory-kib=1024",
                "warbler.auth.passwords.hashers=17",
                "warbler.auth.throttle.failures-per-name=0",
                "warbler.auth.sessions.lifetime=1s",
                "warbler.auth.deletion.grace=-1s",
                "warbler.auth.throttle.searches-per-actor=0",
                "warbler.auth.sessions.max-per-user=0",
                "warbler.auth.revocations.sweep-grace=1s",
                "warbler.auth.tokens.publish-ahead=25h",
                "warbler.auth.tokens.refresh-interval=10m",
                "warbler.auth.tickets.lifetime=1h",
                "warbler.auth.tickets.life=30s",
                "warbler.auth.unknown=1"
            })
    void badOrMisspeltSettingStopsTheStart(String setting) {
        runner.withPropertyValues(setting).run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AuthProperties.class)
    static class Settings {}
}
