package io.warbler.gateway.rate;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.warbler.boot.redis.RedisPrefix;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/// Buckets in Redis, which all nodes share. Never blocks: connects beside the first request.
@Component
final class SharedBuckets implements DisposableBean {

    private static final Duration KEPT_FULL = Duration.ofSeconds(10);

    private final LettuceConnectionFactory factory;
    private final String prefix;
    private final AtomicReference<CompletableFuture<AsyncProxyManager<String>>> buckets = new AtomicReference<>(
            CompletableFuture.failedFuture(new IllegalStateException("Redis: not connected yet (expected: soon)")));
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;

    SharedBuckets(LettuceConnectionFactory factory, RedisPrefix prefix) {
        this.factory = factory;
        this.prefix = prefix.value();
    }

    /// Takes one token; fails when Redis is away.
    CompletableFuture<ConsumptionProbe> take(Caller caller, BucketConfiguration size) {
        return connected()
                .thenCompose(open -> open.builder()
                        .build(prefix + caller.key(), () -> CompletableFuture.completedFuture(size))
                        .tryConsumeAndReturnRemaining(1));
    }

    private CompletableFuture<AsyncProxyManager<String>> connected() {
        CompletableFuture<AsyncProxyManager<String>> present = buckets.get();
        if (!present.isCompletedExceptionally()) {
            return present;
        }
        var opening = new CompletableFuture<AsyncProxyManager<String>>();
        if (buckets.compareAndSet(present, opening)) {
            Thread.startVirtualThread(() -> connect(opening));
        }
        return buckets.get();
    }

    private void connect(CompletableFuture<AsyncProxyManager<String>> opening) {
        try {
            if (!(factory.getRequiredNativeClient() instanceof RedisClient client)) {
                throw new IllegalStateException("Redis client (expected: a stand-alone client)");
            }
            var opened = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            connection = opened;
            opening.complete(Bucket4jLettuce.casBasedBuilder(opened)
                    .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_FULL))
                    .build()
                    .asAsync());
        } catch (RuntimeException e) {
            opening.completeExceptionally(e);
        }
    }

    @Override
    public void destroy() {
        StatefulRedisConnection<String, byte[]> open = connection;
        if (open != null && open.isOpen()) {
            open.close();
        }
    }
}
