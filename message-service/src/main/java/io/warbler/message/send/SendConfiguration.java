package io.warbler.message.send;

import io.warbler.boot.security.IntegratorEndpoints;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Opens sending in the name of users to integrators, and lets controllers take keys of requests as arguments.
@Configuration(proxyBeanMethods = false)
class SendConfiguration {

    @Bean
    IntegratorEndpoints integratorEndpoints() {
        return new IntegratorEndpoints(Map.of("POST /v1/users/{author}/sends", "messages:send-as"));
    }

    @Bean
    WebMvcConfigurer idempotencyKeyArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new IdempotencyKeyArgumentResolver());
            }
        };
    }
}
