package io.warbler.message.fanout;

import io.lettuce.core.SetArgs;
import io.warbler.boot.redis.Pipeline;
import io.warbler.boot.redis.RedisLink;
import io.warbler.boot.redis.RedisPrefix;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/// Knows whether Redis may have lost routes a moment ago: then a key of our own is gone with them, or has not
/// been there for long.
///
/// The age of the key is what Redis says that it has lost of its time to live, so that no clocks are
/// compared. Every node resets the key when it had to connect again, because Redis may have come back with
/// old data.
@Component
class LostRoutes {

    private static final Duration TIME_TO_LIVE = Duration.ofDays(365);

    /// By then every gateway that lives has noticed the loss and written its routes again.
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(30);

    private static final byte[] NOTHING = {};

    private final String key;
    private final AtomicBoolean suspected = new AtomicBoolean();

    LostRoutes(RedisLink redis, RedisPrefix prefix) {
        key = prefix.value() + "routes-kept";
        redis.onConnect(() -> suspected.set(true));
    }

    /// Whether what the pipeline asks for **before** this call finds the routes of every gateway.
    CompletableFuture<Boolean> areWhole(Pipeline pipeline) {
        var commands = pipeline.commands();
        if (suspected.getAndSet(false)) {
            var _ = commands.del(key);
        }
        return pipeline.pttl(key).thenApply(left -> {
            if (left < 0) {
                var _ = commands.set(key, NOTHING, SetArgs.Builder.nx().px(TIME_TO_LIVE));
            }
            // connected again since the pipeline left: what it read may come from before or after that
            return !suspected.get() && left >= 0 && TIME_TO_LIVE.toMillis() - left > SETTLED_AFTER.toMillis();
        });
    }
}
