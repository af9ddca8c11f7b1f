package io.warbler.boot.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.env.MockEnvironment;

class SharedDefaultsTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void everyServiceListensOnLoopbackAndShutsDownGracefully() {
        new SharedDefaults().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("server.address")).isEqualTo("127.0.0.1");
        assertThat(environment.getProperty("spring.grpc.server.address")).isEqualTo("127.0.0.1");
        assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
        assertThat(environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase"))
                .isEqualTo("20s");
        assertThat(environment.getProperty("spring.grpc.server.reflection.enabled"))
                .isEqualTo("false");
        assertThat(environment.getProperty("spring.threads.virtual.enabled")).isEqualTo("true");
    }

    @Test
    void anySettingOfTheServiceWins() {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("application", Map.of("server.address", "10.0.0.1")));

        new SharedDefaults().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("server.address")).isEqualTo("10.0.0.1");
    }
}
