package io.warbler.gateway.route;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// How the Redis client behaves while Redis is away.
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /// Commands fail at once: queued ones would grow without bound, and all routes are written again afterwards.
    @Bean
    LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    /// Lettuce's own pauses grow to 30 s, in which owners would send the node everything.
    @Bean
    ClientResourcesBuilderCustomizer reconnectSoon() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ofMillis(50), LONGEST_PAUSE, 2, TimeUnit.MILLISECONDS));
    }
}
