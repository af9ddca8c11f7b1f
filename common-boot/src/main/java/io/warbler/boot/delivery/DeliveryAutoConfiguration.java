package io.warbler.boot.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.kafka.TopicNames;
import io.warbler.boot.redis.RedisLink;
import io.warbler.boot.redis.RedisPrefix;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/// Gives the services that ask for it a way to the sockets of users.
@AutoConfiguration
public final class DeliveryAutoConfiguration {

    @Bean
    @Lazy
    DeliveryTopic deliveryTopic(KafkaProperties kafka, TopicNames topics) {
        return new DeliveryTopic(kafka, topics);
    }

    /// For services that do not know better which gateways live.
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    SignalPublisher signalPublisher(RedisLink redis, RedisPrefix prefix, DeliveryTopic topic, MeterRegistry meters) {
        return new RoutedSignalPublisher(redis, prefix, topic, meters);
    }
}
