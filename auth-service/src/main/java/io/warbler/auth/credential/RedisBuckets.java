package io.warbler.auth.credential;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.warbler.boot.redis.RedisPrefix;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/// Buckets that all instances share. Connects at first use; every call may throw when Redis is away.
@Component
final class RedisBuckets implements DisposableBean {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration KEPT_FULL = Duration.ofSeconds(10);

    private final LettuceConnectionFactory factory;
    private final String prefix;
    private final Object connecting = new Object();
    // both are written once under "connecting" and read without it
    private volatile @Nullable ProxyManager<String> buckets;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    RedisBuckets(LettuceConnectionFactory factory, RedisPrefix prefix) {
        this.factory = factory;
        this.prefix = prefix.value();
    }

    Bucket bucket(Attempts attempts, String subject) {
        var configuration = BucketConfiguration.builder()
                .addLimit(limit ->
                        limit.capacity(attempts.perMinute()).refillGreedy(attempts.perMinute(), Attempts.REFILL))
                .build();
        return connected().builder().build(prefix + attempts.keyOf(subject), () -> configuration);
    }

    private ProxyManager<String> connected() {
        var present = buckets;
        if (present != null) {
            return present;
        }
        synchronized (connecting) {
            var opened = buckets;
            if (opened == null) {
                opened = connect();
                buckets = opened;
            }
            return opened;
        }
    }

    private ProxyManager<String> connect() {
        if (!(factory.getNativeClient() instanceof RedisClient client)) {
            throw new IllegalStateException("Redis client: not started (expected: a stand-alone client)");
        }
        var opened = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
        connection = opened;
        return Bucket4jLettuce.casBasedBuilder(opened)
                .requestTimeout(TIMEOUT)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
                .build();
    }

    @Override
    public void destroy() {
        var open = connection;
        if (open != null && open.isOpen()) {
            open.close();
        }
    }
}
