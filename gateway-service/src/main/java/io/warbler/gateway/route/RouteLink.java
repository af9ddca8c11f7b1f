package io.warbler.gateway.route;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/// The node's connection for what it keeps in Redis. Commands leave in the order of the calls; while Redis is away they
/// fail at once.
@Component
public final class RouteLink {

    private final LettuceConnectionFactory factory;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;
    private volatile Runnable onLoss = () -> {};

    RouteLink(LettuceConnectionFactory factory) {
        this.factory = factory;
    }

    /// Dispatches a command, or several.
    public <T> CompletionStage<T> async(Function<RedisAsyncCommands<String, String>, CompletionStage<T>> command) {
        StatefulRedisConnection<String, String> present = connection;
        if (present == null) {
            return CompletableFuture.failedFuture(new RedisConnectionException("not connected yet"));
        }
        try {
            return command.apply(present.async());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Something that Redis should have is not there: everything is written again, and announced under a new nonce.
    public void lost() {
        onLoss.run();
    }

    void onLoss(Runnable action) {
        onLoss = action;
    }

    boolean isConnected() {
        return connection != null;
    }

    /// Connects the first time; later the connection restores itself and calls the action each time.
    void connect(Runnable onReconnect) {
        if (!(factory.getRequiredNativeClient() instanceof RedisClient client)) {
            throw new RedisConnectionException("client: no RedisClient (expected: a standalone Redis)");
        }
        StatefulRedisConnection<String, String> opened = client.connect();
        opened.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> reconnected, SocketAddress address) {
                onReconnect.run();
            }
        });
        connection = opened;
    }

    /// Gives the connection back, before the client goes.
    void disconnect() {
        StatefulRedisConnection<String, String> present = connection;
        connection = null;
        if (present != null) {
            present.close();
        }
    }
}
