package io.warbler.boot.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NodeAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(NodeAutoConfiguration.class))
            .withPropertyValues("spring.application.name=gateway-service");

    @Test
    void idIsTheServiceAndARandomSuffix() {
        runner.run(
                context -> assertThat(context.getBean(NodeIdentity.class).id()).matches("gateway-service-[0-9a-f]{8}"));
    }

    @Test
    void idIsAsConfigured() {
        runner.withPropertyValues("warbler.node.id=gateway-7")
                .run(context ->
                        assertThat(context.getBean(NodeIdentity.class).id()).isEqualTo("gateway-7"));
    }

    @Test
    void epochIsTheTimeOfTheStart() {
        var start = Instant.parse("2026-11-22T10:00:00Z");

        runner.withBean(Clock.class, () -> Clock.fixed(start, ZoneOffset.UTC))
                .run(context ->
                        assertThat(context.getBean(NodeIdentity.class).epoch()).isEqualTo(start.toEpochMilli()));
    }

    @Test
    void unknownSettingAndBadIdStopTheStart() {
        runner.withPropertyValues("warbler.node.di=x")
                .run(context -> assertThat(context).hasFailed());
        runner.withPropertyValues("warbler.node.id=a b")
                .run(context -> assertThat(context).hasFailed());
    }
}
