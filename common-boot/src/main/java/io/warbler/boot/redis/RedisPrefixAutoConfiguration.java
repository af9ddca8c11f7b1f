package io.warbler.boot.redis;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Gives services the prefix of the keys in Redis.
@AutoConfiguration
@EnableConfigurationProperties(RedisPrefixProperties.class)
public final class RedisPrefixAutoConfiguration {

    @Bean
    RedisPrefix redisPrefix(RedisPrefixProperties properties) {
        return new RedisPrefix(properties.keyPrefix());
    }
}
