package io.warbler.gateway.presence;

import io.warbler.proto.Limits;
import io.warbler.proto.presence.v1.ReadStatesResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks which gateways are alive. Whenever one died, came, or wrote everything again, changes may have happened of
/// which nobody reported: then the states of all who are watched here are compared with what their watchers were
/// told.
///
/// So nobody is stuck online: not after a gateway was killed, not after Redis was flushed, not after both.
/// Everything runs on one thread.
@Component
final class Lookout implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Lookout.class);

    private final Announcements announcements;
    private final Watches watches;
    private final PresenceCalls calls;
    private final Changes changes;
    private final PresenceProperties properties;
    private final PresenceMetrics metrics;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("presence-lookout").daemon().factory());
    private Map<String, String> announcementByNode = Map.of();
    private boolean isWanted;
    private volatile boolean isRunning;

    Lookout(
            Announcements announcements,
            Watches watches,
            PresenceCalls calls,
            Changes changes,
            PresenceProperties properties,
            PresenceMetrics metrics) {
        this.announcements = announcements;
        this.watches = watches;
        this.calls = calls;
        this.changes = changes;
        this.properties = properties;
        this.metrics = metrics;
    }

    private void look() {
        try {
            Map<String, String> now = announcements.read(announcementByNode);
            isWanted |= !now.equals(announcementByNode);
            announcementByNode = now;
            metrics.alive(now.size());
            // who is missing writes everything again in a moment: states read before that would be wrong
            if (isWanted && announcements.isComplete()) {
                compare();
                isWanted = false;
            }
        } catch (ExecutionException | TimeoutException e) {
            log.atDebug().setCause(e).log("Who is alive is not known now; looking again");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Looking for gateways failed unexpectedly; trying again");
        }
    }

    private void compare() throws ExecutionException, TimeoutException, InterruptedException {
        List<String> users = watches.users();
        for (int from = 0; from < users.size(); from += Limits.MAX_REPORTED_USERS) {
            List<String> part = users.subList(from, Math.min(users.size(), from + Limits.MAX_REPORTED_USERS));
            ReadStatesResponse states = await(calls.readStates(part));
            watches.differing(states.getPresencesList()).forEach(changes::mark);
        }
        metrics.compared();
    }

    private <T> T await(CompletionStage<T> stage) throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(properties.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void start() {
        isRunning = true;
        long every = properties.lookEvery().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        isRunning = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /// Stops before the connection to Redis does.
    @Override
    public int getPhase() {
        return 3;
    }
}
