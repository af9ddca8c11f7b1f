package io.warbler.boot.node;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/// Gives every service its clock and its identity.
@AutoConfiguration
@EnableConfigurationProperties(NodeProperties.class)
public final class NodeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    NodeIdentity nodeIdentity(NodeProperties properties, Environment environment, Clock clock) {
        String id = properties.id();
        if (id == null || id.isBlank()) {
            id = environment.getProperty("spring.application.name", "node") + "-" + randomSuffix();
        }
        return new NodeIdentity(id, clock.millis());
    }

    private static String randomSuffix() {
        byte[] bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
