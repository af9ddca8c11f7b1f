package io.warbler.auth.lifecycle;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/// Keeps sweeping.
@Configuration(proxyBeanMethods = false)
class DeletionConfiguration {

    @Bean
    SchedulingConfigurer deletionSweep(DeletionSweeper sweeper, DeletionProperties properties) {
        return tasks -> tasks.addFixedDelayTask(
                new FixedDelayTask(sweeper::sweep, properties.sweepInterval(), properties.sweepInterval()));
    }
}
