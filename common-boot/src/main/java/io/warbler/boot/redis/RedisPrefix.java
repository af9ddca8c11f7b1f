package io.warbler.boot.redis;

/// Set before every key in Redis, so that deployments can share a server.
public record RedisPrefix(String value) {}
