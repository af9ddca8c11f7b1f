package io.warbler.boot.kafka;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Gives services the names of the topics.
@AutoConfiguration
@EnableConfigurationProperties(TopicProperties.class)
public final class TopicAutoConfiguration {

    @Bean
    TopicNames topicNames(TopicProperties properties) {
        return new TopicNames(properties.topicPrefix());
    }
}
