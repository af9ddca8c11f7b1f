package io.warbler.presence.presence;

import io.lettuce.core.RedisException;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.kernel.UserId;
import io.warbler.presence.presence.Standing.State;
import io.warbler.proto.RedisKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// Reads routes and away marks as gateways write them. Never writes: a gateway may be just about to announce a route
/// again, and a route removed then would stay away.
@Component
final class RedisStandings {

    private final StringRedisTemplate redis;
    private final RedisNodes nodes;
    private final String prefix;

    RedisStandings(StringRedisTemplate redis, RedisNodes nodes, RedisPrefix prefix) {
        this.redis = redis;
        this.nodes = nodes;
        this.prefix = prefix.value();
    }

    /// One standing per user; two round trips whatever the number.
    ///
    /// @throws RoutesUnavailableException if Redis does not answer
    Map<UserId, Standing> of(Collection<UserId> users) {
        if (users.isEmpty()) {
            return Map.of();
        }
        try {
            Map<UserId, Marks> marksByUser = marks(List.copyOf(users));
            Set<NodeEpoch> named = new HashSet<>();
            marksByUser.values().forEach(marks -> named.addAll(marks.routes()));
            Liveness liveness = nodes.livenessOf(named);
            Map<UserId, Standing> standings = new HashMap<>();
            marksByUser.forEach((user, marks) -> standings.put(user, standing(marks, liveness)));
            return standings;
        } catch (DataAccessException | RedisException e) {
            throw new RoutesUnavailableException(e);
        }
    }

    private static Standing standing(Marks marks, Liveness liveness) {
        Set<NodeEpoch> live = new HashSet<>(marks.routes());
        live.removeIf(node -> !liveness.isAlive(node));
        if (live.isEmpty()) {
            return new Standing(State.GONE, lastAlive(marks.routes(), liveness));
        }
        return new Standing(marks.away().containsAll(live) ? State.AWAY : State.ACTIVE, null);
    }

    private static @Nullable Instant lastAlive(Set<NodeEpoch> dead, Liveness liveness) {
        return dead.stream()
                .flatMap(node -> liveness.lastAliveAt(node).stream())
                .max(Instant::compareTo)
                .orElse(null);
    }

    private Map<UserId, Marks> marks(List<UserId> users) {
        List<Object> answers = redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            var hashes = connection.hashCommands();
            users.forEach(user -> {
                hashes.hGetAll(bytes(RedisKeys.route(prefix, user.value())));
                hashes.hGetAll(bytes(RedisKeys.away(prefix, user.value())));
            });
            return null;
        });
        Map<UserId, Marks> marks = new HashMap<>();
        for (int i = 0; i < users.size(); i++) {
            marks.put(users.get(i), new Marks(nodeEpochs(answers.get(2 * i)), nodeEpochs(answers.get(2 * i + 1))));
        }
        return marks;
    }

    private static Set<NodeEpoch> nodeEpochs(@Nullable Object answer) {
        Set<NodeEpoch> nodes = new HashSet<>();
        if (answer instanceof Map<?, ?> epochByNode) {
            epochByNode.forEach((node, epoch) -> nodes.add(new NodeEpoch(String.valueOf(node), String.valueOf(epoch))));
        }
        return nodes;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /// The nodes that hold connections of a user, and those on which all of them are away.
    private record Marks(Set<NodeEpoch> routes, Set<NodeEpoch> away) {}
}
