package io.warbler.boot.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the keys in Redis.
///
/// @param keyPrefix set before every key, so that deployments can share a server
@ConfigurationProperties(prefix = "warbler.redis", ignoreUnknownFields = false)
public record RedisPrefixProperties(
        @DefaultValue("warbler:") String keyPrefix) {}
