package io.warbler.boot.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import jakarta.annotation.PostConstruct;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;

/// The pipelined connection to Redis for what may not wait for it. Redis may be away at the start and at any time
/// later.
///
/// Commands are pipelined on one connection and fail at once while Redis is away, so that nobody waits for a cache.
public final class RedisLink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final RedisURI uri;
    private final ClientResources resources;
    private final RedisClient client;
    private final RedisProcess process = new RedisProcess();
    private final List<Runnable> connectListeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<Optional<CompletableFuture<StatefulRedisConnection<String, byte[]>>>> connection =
            new AtomicReference<>(Optional.empty());

    public RedisLink(DataRedisProperties redis) {
        uri = RedisURI.builder()
                .withHost(redis.getHost())
                .withPort(redis.getPort())
                .withTimeout(CONNECT_TIMEOUT)
                .build();
        // a Redis that comes back is used again at once; Lettuce's own bound is half a minute
        resources = ClientResources.builder()
                .reconnectDelay(Delay.constant(RECONNECT_DELAY))
                .build();
        client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        client.addListener(process);
        client.addListener(new ConnectNotifier());
        var _ = resources
                .eventExecutorGroup()
                .scheduleWithFixedDelay(
                        process::ask, ASK_AGAIN.toMillis(), ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Waits for the first connect, but not for long: without Redis everything works, only with more traffic.
    @PostConstruct
    void connectFirst() {
        connect(Optional.empty());
        try {
            connection.get().orElseThrow().get(CONNECT_TIMEOUT.toMillis() * 2, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.atWarn().addKeyValue("failure", e.toString()).log("Redis does not answer, going on without it");
        }
    }

    /// Tells the listener of every connect, the first one included.
    public void onConnect(Runnable listener) {
        connectListeners.add(listener);
    }

    /// The commands, or empty while there is no connection; never waits. Calls begin to connect again.
    public Optional<RedisAsyncCommands<String, byte[]>> commands() {
        return connected().map(StatefulRedisConnection::async);
    }

    /// For commands that are to leave together; empty as [#commands] is.
    public Optional<Pipeline> pipeline() {
        return connected().map(Pipeline::new);
    }

    private Optional<StatefulRedisConnection<String, byte[]>> connected() {
        var current = connection.get();
        if (current.isEmpty() || current.get().isCompletedExceptionally()) {
            connect(current);
            return Optional.empty();
        }
        var future = current.get();
        return future.isDone() && future.join().isOpen() ? Optional.of(future.join()) : Optional.empty();
    }

    /// The process of Redis that answers now (its `run_id`) and the history of its data (its `master_replid`); empty
    /// while there is none, it is no master, or it is not known yet.
    ///
    /// Another process may hold older data, though it is reached under the same address: after a failover, or
    /// when Redis was restarted and restored; and so may the same one after it was a replica for a while. What
    /// was answered while this was and stayed the same came from there. A connection that stays open through a
    /// change of role shows it after a second at most.
    public Optional<String> process() {
        return process.name();
    }

    private void connect(Optional<CompletableFuture<StatefulRedisConnection<String, byte[]>>> current) {
        var attempt = new CompletableFuture<StatefulRedisConnection<String, byte[]>>();
        if (!connection.compareAndSet(current, Optional.of(attempt))) {
            return;
        }
        var _ = client.connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), uri)
                .whenComplete((connected, failure) -> {
                    if (failure == null) {
                        attempt.complete(connected);
                    } else {
                        attempt.completeExceptionally(failure);
                    }
                });
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        var _ = resources.shutdown(0, 2, TimeUnit.SECONDS);
    }

    private final class ConnectNotifier implements RedisConnectionStateListener {

        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connected, SocketAddress socketAddress) {
            connectListeners.forEach(Runnable::run);
        }
    }
}
