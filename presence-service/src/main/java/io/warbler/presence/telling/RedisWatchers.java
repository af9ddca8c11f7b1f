package io.warbler.presence.telling;

import io.lettuce.core.RedisException;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.kernel.UserId;
import io.warbler.presence.presence.Liveness;
import io.warbler.presence.presence.NodeEpoch;
import io.warbler.presence.presence.RedisNodes;
import io.warbler.presence.presence.RoutesUnavailableException;
import io.warbler.proto.RedisKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/// Reads who watches whom, as gateways write it.
@Component
final class RedisWatchers {

    private final StringRedisTemplate redis;
    private final RedisNodes nodes;
    private final String prefix;

    RedisWatchers(StringRedisTemplate redis, RedisNodes nodes, RedisPrefix prefix) {
        this.redis = redis;
        this.nodes = nodes;
        this.prefix = prefix.value();
    }

    /// The watchers on live nodes of those users who have any; two round trips whatever the number.
    ///
    /// @throws RoutesUnavailableException if Redis does not answer
    Map<UserId, List<Watcher>> of(List<UserId> users) {
        try {
            Map<UserId, List<Watcher>> watchers = written(users);
            Set<NodeEpoch> named = new HashSet<>();
            watchers.values().forEach(all -> all.forEach(watcher -> named.add(watcher.node())));
            Liveness liveness = nodes.livenessOf(named);
            watchers.values().forEach(all -> all.removeIf(watcher -> !liveness.isAlive(watcher.node())));
            watchers.values().removeIf(List::isEmpty);
            return watchers;
        } catch (DataAccessException | RedisException e) {
            throw new RoutesUnavailableException(e);
        }
    }

    private Map<UserId, List<Watcher>> written(List<UserId> users) {
        List<Object> answers = redis.executePipelined((RedisCallback<@Nullable Object>) connection -> {
            users.forEach(user -> connection
                    .hashCommands()
                    .hGetAll(RedisKeys.watchers(prefix, user.value()).getBytes(StandardCharsets.UTF_8)));
            return null;
        });
        Map<UserId, List<Watcher>> watchers = new HashMap<>();
        for (int i = 0; i < users.size(); i++) {
            if (answers.get(i) instanceof Map<?, ?> hash && !hash.isEmpty()) {
                List<Watcher> all = new ArrayList<>();
                hash.forEach((field, epoch) -> all.add(watcher(String.valueOf(field), String.valueOf(epoch))));
                watchers.put(users.get(i), all);
            }
        }
        return watchers;
    }

    private static Watcher watcher(String field, String epoch) {
        int space = field.indexOf(' ');
        return new Watcher(new NodeEpoch(field.substring(0, space), epoch), new UserId(field.substring(space + 1)));
    }
}
