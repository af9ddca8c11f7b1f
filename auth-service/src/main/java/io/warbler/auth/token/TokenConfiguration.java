package io.warbler.auth.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/// Keeps the keys fresh, and lets this service check access tokens with its own keys instead of fetching them.
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    JWKSource<SecurityContext> accessTokenKeys(SigningKeys keys) {
        return (selector, _) -> selector.select(keys.published());
    }

    @Bean
    SchedulingConfigurer signingKeyRefresh(SigningKeys keys, TokenIssueProperties properties) {
        return tasks -> tasks.addFixedDelayTask(
                new FixedDelayTask(keys::refresh, properties.refreshInterval(), properties.refreshInterval()));
    }
}
