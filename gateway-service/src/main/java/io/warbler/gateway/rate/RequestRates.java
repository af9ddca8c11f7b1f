package io.warbler.gateway.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Counts requests against the rates of their callers: in Redis for all nodes together, and while Redis is away on this
/// node alone. Never fails and never takes longer than the setting says.
@Component
final class RequestRates {

    private static final Logger log = LoggerFactory.getLogger(RequestRates.class);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LOCAL_KEPT = Duration.ofMinutes(1);

    private final SharedBuckets shared;
    private final Cache<Caller, Bucket> local;
    private final RateProperties properties;
    private final Clock clock;
    private final Counter countedLocally;
    private final BucketConfiguration ofActor;
    private final BucketConfiguration ofAddress;
    /// Until when Redis is not asked; a lost update costs one more call that fails.
    private volatile long redisRestsUntilMillis;

    /// For the log: told when it changes.
    private final AtomicBoolean isAlone = new AtomicBoolean();

    RequestRates(SharedBuckets shared, RateProperties properties, Clock clock, MeterRegistry metrics) {
        this.shared = shared;
        this.properties = properties;
        this.clock = clock;
        this.countedLocally = metrics.counter("warbler.gateway.rate.local");
        this.local = Caffeine.newBuilder()
                .expireAfterAccess(LOCAL_KEPT)
                .maximumSize(properties.maxLocal())
                .build();
        this.ofActor = bucket(properties.userBurst(), properties.userPerSecond());
        this.ofAddress = bucket(properties.addressBurst(), properties.addressPerSecond());
    }

    private static BucketConfiguration bucket(int burst, int perSecond) {
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(perSecond, SECOND)
                        .build())
                .build();
    }

    /// Takes one token of the caller's bucket, if there is one.
    CompletableFuture<ConsumptionProbe> take(Caller caller) {
        if (clock.millis() < redisRestsUntilMillis) {
            return CompletableFuture.completedFuture(takeLocally(caller));
        }
        return shared.take(caller, size(caller))
                .orTimeout(properties.redisWithin().toNanos(), TimeUnit.NANOSECONDS)
                .handle((probe, failure) -> {
                    redisAnswered(failure);
                    return failure == null ? probe : takeLocally(caller);
                });
    }

    private void redisAnswered(@Nullable Throwable failure) {
        if (failure != null) {
            redisRestsUntilMillis = clock.millis() + properties.redisPause().toMillis();
        }
        if (isAlone.compareAndSet(failure == null, failure != null)) {
            log.atWarn()
                    .addKeyValue("cause", String.valueOf(failure))
                    .log(failure == null ? "Redis counts requests again" : "Redis is away; counting requests alone");
        }
    }

    private ConsumptionProbe takeLocally(Caller caller) {
        countedLocally.increment();
        return local.get(caller, this::open).tryConsumeAndReturnRemaining(1);
    }

    private Bucket open(Caller caller) {
        var bucket = Bucket.builder();
        for (Bandwidth bandwidth : size(caller).getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
    }

    private BucketConfiguration size(Caller caller) {
        return switch (caller.kind()) {
            case ACTOR, AUTHOR -> ofActor;
            case ADDRESS -> ofAddress;
        };
    }
}
