package io.warbler.auth.session;

import io.warbler.auth.revocation.RevocationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/// Keeps sweeping.
@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    @Bean
    SchedulingConfigurer revocationSweep(RevocationSweeper sweeper, RevocationProperties properties) {
        return tasks -> tasks.addFixedDelayTask(
                new FixedDelayTask(sweeper::sweep, properties.sweepInterval(), properties.sweepInterval()));
    }
}
