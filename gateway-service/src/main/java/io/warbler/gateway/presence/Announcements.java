package io.warbler.gateway.presence;

import io.warbler.boot.redis.RedisPrefix;
import io.warbler.gateway.route.RouteLink;
import io.warbler.proto.RedisKeys;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// What living gateways announced last, as Redis has it. Used by one thread.
@Component
final class Announcements {

    private final RouteLink link;
    private final PresenceProperties properties;
    private final String prefix;
    private final Clock clock;
    private final Map<String, Long> missingSinceMillis = new HashMap<>();

    Announcements(RouteLink link, PresenceProperties properties, RedisPrefix prefix, Clock clock) {
        this.link = link;
        this.properties = properties;
        this.prefix = prefix.value();
        this.clock = clock;
    }

    /// Whether no gateway is missing: one that is writes everything again in a moment, or is dead.
    boolean isComplete() {
        return missingSinceMillis.isEmpty();
    }

    /// By node that is alive. A node without an announcement is dead; one of which there is no trace at all counts
    /// as alive for a while, by what it announced `before`: Redis was flushed.
    Map<String, String> read(Map<String, String> before)
            throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> listed = new LinkedHashSet<>();
        await(link.async(redis -> redis.zrange(RedisKeys.nodes(prefix), 0, -1)))
                .forEach(process -> listed.add(process.substring(0, process.lastIndexOf(':'))));
        Map<String, String> alive = new HashMap<>();
        if (!listed.isEmpty()) {
            String[] keys = listed.stream()
                    .map(node -> RedisKeys.announced(prefix, node))
                    .toArray(String[]::new);
            List<String> nodes = List.copyOf(listed);
            var values = await(link.async(redis -> redis.mget(keys)));
            for (int i = 0; i < nodes.size(); i++) {
                String node = nodes.get(i);
                values.get(i).ifHasValue(announcement -> alive.put(node, announcement));
            }
        }
        addMissing(alive, listed, before);
        return alive;
    }

    private void addMissing(Map<String, String> alive, Set<String> listed, Map<String, String> before) {
        missingSinceMillis.keySet().removeIf(listed::contains);
        long now = clock.millis();
        before.forEach((node, announcement) -> {
            if (!listed.contains(node)) {
                long since = missingSinceMillis.computeIfAbsent(node, _ -> now);
                if (now - since < properties.missingFor().toMillis()) {
                    alive.put(node, announcement);
                } else {
                    missingSinceMillis.remove(node);
                }
            }
        });
    }

    private <T> T await(CompletionStage<T> stage) throws InterruptedException, ExecutionException, TimeoutException {
        return stage.toCompletableFuture().get(properties.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
    }
}
