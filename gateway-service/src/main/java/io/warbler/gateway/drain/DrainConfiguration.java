package io.warbler.gateway.drain;

import java.time.Duration;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/// Event loops that end after everything else, and with their gateway only.
@Configuration(proxyBeanMethods = false)
class DrainConfiguration {

    /// By the end the drain has ended every connection and request; Reactor Netty would wait two more seconds for
    /// others.
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        var resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }

    /// A REST call goes on to its service on the loop that it came in on.
    @Bean
    HttpClientCustomizer onTheSameLoops(ReactorResourceFactory resources) {
        return client -> client.runOn(resources.getLoopResources());
    }
}
