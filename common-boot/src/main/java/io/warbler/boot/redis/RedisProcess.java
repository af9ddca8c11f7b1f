package io.warbler.boot.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which process of Redis the one connection leads to: asked on every connect, unknown from the disconnect on.
final class RedisProcess implements RedisConnectionStateListener {

    private static final Logger log = LoggerFactory.getLogger(RedisProcess.class);
    private static final Pattern RUN_ID = Pattern.compile("^run_id:(\\w+)\\r?$", Pattern.MULTILINE);

    /// Guarded by `this`; nothing blocks while it is held.
    private Optional<String> runId = Optional.empty();
    /// An answer that belongs to an earlier connect is ignored.
    private long connects;

    synchronized Optional<String> runId() {
        return runId;
    }

    @Override
    public void onRedisConnected(RedisChannelHandler<?, ?> connected, SocketAddress socketAddress) {
        long connect = changed();
        if (connected instanceof StatefulRedisConnection<?, ?> connection) {
            var _ = connection.async().info("server").whenComplete((info, failure) -> {
                if (failure == null) {
                    answered(connect, info);
                } else {
                    log.atWarn()
                            .addKeyValue("failure", failure.toString())
                            .log("Redis does not say which process it is");
                }
            });
        }
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        changed();
    }

    private synchronized long changed() {
        runId = Optional.empty();
        return ++connects;
    }

    private synchronized void answered(long connect, String info) {
        if (connect == connects) {
            runId = Optional.of(RUN_ID.matcher(info)).filter(Matcher::find).map(it -> it.group(1));
        }
    }
}
