package io.warbler.gateway.route;

import io.lettuce.core.RedisException;
import io.warbler.gateway.submit.Submissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps the announcement true: it stands in Redis only while all routes of the node do.
///
/// All routes are written again, and then announced under a new nonce, when the announcement is missing or foreign
/// (Redis was flushed or replaced), when the connection came back, when a route could not be written, when an
/// instance of message-service asks, and every few hours. Until then owners see no valid announcement and send the
/// node every delivery: a flush costs traffic, never a message. Everything runs on one thread.
@Component
final class Announcer implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RedisRoutes redis;
    private final RouteLink link;
    private final List<AnnouncedKeys> keys;
    private final Submissions submissions;
    private final RouteProperties properties;
    private final RouteMetrics metrics;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("route").daemon().factory());
    /// Routes may be missing.
    private volatile boolean isWanted = true;
    /// An instance asks for what may well stand.
    private volatile boolean isAsked;
    private volatile boolean isRunning;
    private String nonce = "";
    private long announcedNanos;

    Announcer(
            RedisRoutes redis,
            RouteLink link,
            List<AnnouncedKeys> keys,
            Submissions submissions,
            RouteProperties properties,
            RouteMetrics metrics) {
        this.redis = redis;
        this.link = link;
        this.keys = List.copyOf(keys);
        this.submissions = submissions;
        this.properties = properties;
        this.metrics = metrics;
        link.onLoss(() -> isWanted = true);
        submissions.onAnnounceRequested(() -> {
            isAsked = true;
            lookSoon();
        });
    }

    private void announceSoon() {
        isWanted = true;
        lookSoon();
    }

    private void lookSoon() {
        try {
            executor.execute(this::look);
        } catch (RejectedExecutionException _) {
            log.atDebug().log("Stopped; nothing to announce");
        }
    }

    private void look() {
        try {
            if (!link.isConnected()) {
                link.connect(this::announceSoon);
            }
            boolean stands = !isWanted && await(redis.refresh(nonce));
            if (stands) {
                submissions.routesStand();
            }
            if (!stands || isAsked || isDue()) {
                announce();
            }
        } catch (RedisException | CompletionException | ExecutionException | TimeoutException e) {
            metrics.failed();
            log.atDebug().setCause(e).log("Redis does not answer; trying again");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Announcing failed unexpectedly; trying again");
        }
    }

    private boolean isDue() {
        return System.nanoTime() - announcedNanos > properties.rewriteEvery().toNanos();
    }

    private void announce() throws InterruptedException, ExecutionException, TimeoutException {
        boolean mayBeMissing = isWanted;
        // What goes wrong from here on sets it again.
        isWanted = false;
        isAsked = false;
        String newNonce = UUID.randomUUID().toString();
        boolean stood;
        try {
            await(redis.beginAnnouncement(newNonce));
            // a loss before this is seen here, a later one by the mark
            stood = !mayBeMissing && await(redis.refresh(nonce));
            for (AnnouncedKeys all : keys) {
                await(all.writeAll());
            }
            isWanted |= !await(redis.announce(newNonce));
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            isWanted = true;
            throw e;
        }
        if (!isWanted) {
            nonce = newNonce;
            announcedNanos = System.nanoTime();
            submissions.announced(newNonce, stood);
            metrics.announced();
            log.atInfo().log("All routes announced");
        }
    }

    private static <T> T await(CompletionStage<T> stage)
            throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void start() {
        isRunning = true;
        long every = properties.refreshEvery().toMillis();
        var _ = executor.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        isRunning = false;
        var _ = executor.submit(() -> await(redis.withdraw(nonce)));
        executor.shutdown();
        try {
            if (!executor.awaitTermination(1, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException _) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
        link.disconnect();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /// After the Redis client, before the listener.
    @Override
    public int getPhase() {
        return 2;
    }
}
