package io.warbler.boot.redis;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/// Connects the services that ask for it to Redis.
@AutoConfiguration
public final class RedisLinkAutoConfiguration {

    @Bean
    @Lazy
    RedisLink redisLink(DataRedisProperties redis) {
        return new RedisLink(redis);
    }
}
