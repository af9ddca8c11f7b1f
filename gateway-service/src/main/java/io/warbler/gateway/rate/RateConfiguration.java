package io.warbler.gateway.rate;

import io.warbler.boot.security.AccessTokenReader;
import io.warbler.boot.security.TokenProperties;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads access tokens without Spring Security's filters, which know servlets and would ask for a login everywhere.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenProperties.class)
class RateConfiguration {

    @Bean
    AccessTokenReader accessTokenReader(TokenProperties properties, Clock clock) {
        return new AccessTokenReader(properties, clock);
    }
}
