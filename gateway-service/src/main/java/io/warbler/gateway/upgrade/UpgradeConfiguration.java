package io.warbler.gateway.upgrade;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.HttpHandler;

/// The optional plain listener.
@Configuration(proxyBeanMethods = false)
class UpgradeConfiguration {

    @Bean
    @ConditionalOnExpression("${warbler.gateway.plain-port:0} > 0")
    PlainListener plainListener(PlainPort port, Listeners listeners, HttpHandler handler) {
        return new PlainListener(port.value(), listeners, handler);
    }
}
