package io.warbler.message.send;

import io.warbler.boot.security.IntegratorEndpoints;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens sending in the name of users to integrators.
@Configuration(proxyBeanMethods = false)
class SendConfiguration {

    @Bean
    IntegratorEndpoints integratorEndpoints() {
        return new IntegratorEndpoints(Map.of("POST /v1/users/{author}/sends", "messages:send-as"));
    }
}
