package io.warbler.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/// A request on a connection that its service is closing fails although nothing is wrong.
class IdleConnectionTest {

    @Test
    void theGatewayLetsAnIdleConnectionGoLongBeforeItsServiceDoes() throws Exception {
        Duration kept = setting("application.yml", "spring.cloud.gateway.server.webflux.httpclient.pool.max-idle-time");
        Duration served = setting("warbler-defaults.yml", "server.tomcat.keep-alive-timeout");

        assertThat(kept.multipliedBy(2)).isLessThanOrEqualTo(served);
    }

    private static Duration setting(String file, String name) throws Exception {
        return new YamlPropertySourceLoader()
                .load(file, new ClassPathResource(file)).stream()
                        .map(source -> source.getProperty(name))
                        .map(value -> DurationStyle.detectAndParse(String.valueOf(value)))
                        .findFirst()
                        .orElseThrow();
    }
}
