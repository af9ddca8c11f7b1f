package io.warbler.gateway.presence;

import io.lettuce.core.ScriptOutputType;
import io.warbler.boot.node.NodeIdentity;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.gateway.route.RouteLink;
import io.warbler.gateway.route.RouteProperties;
import io.warbler.gateway.route.RouteScripts;
import io.warbler.proto.RedisKeys;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// What the node keeps in Redis about presence beside routes: who is away here, and who watches from here.
@Component
final class RedisMarks {

    private final RouteLink link;
    private final RouteScripts scripts;
    private final RouteProperties properties;
    private final NodeIdentity node;
    private final String prefix;

    RedisMarks(
            RouteLink link, RouteScripts scripts, RouteProperties properties, NodeIdentity node, RedisPrefix prefix) {
        this.link = link;
        this.scripts = scripts;
        this.properties = properties;
        this.node = node;
        this.prefix = prefix.value();
    }

    CompletionStage<?> writeAway(String user) {
        return write(RedisKeys.away(prefix, user), node.id());
    }

    CompletionStage<?> removeAway(String user) {
        return remove(RedisKeys.away(prefix, user), node.id());
    }

    CompletionStage<?> writeWatcher(String user, String watcher) {
        return write(RedisKeys.watchers(prefix, user), node.id() + " " + watcher);
    }

    CompletionStage<?> removeWatcher(String user, String watcher) {
        return remove(RedisKeys.watchers(prefix, user), node.id() + " " + watcher);
    }

    private CompletionStage<?> write(String key, String field) {
        return link.async(redis -> {
            var written = redis.hset(key, field, epoch());
            var _ = redis.expire(key, properties.routeTtl());
            return written;
        });
    }

    private CompletionStage<?> remove(String key, String field) {
        return link.async(redis ->
                redis.<Long>eval(scripts.removeField(), ScriptOutputType.INTEGER, new String[] {key}, field, epoch()));
    }

    private String epoch() {
        return Long.toString(node.epoch());
    }
}
