package io.warbler.gateway.route;

import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.warbler.boot.node.NodeIdentity;
import io.warbler.boot.redis.RedisPrefix;
import io.warbler.proto.RedisKeys;
import java.time.Clock;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/// The node's routes and announcement in Redis.
@Component
final class RedisRoutes {

    private final RouteLink link;
    private final RouteScripts scripts;
    private final RouteProperties properties;
    private final String prefix;
    private final NodeIdentity node;
    private final Clock clock;

    RedisRoutes(
            RouteLink link,
            RouteScripts scripts,
            RouteProperties properties,
            RedisPrefix prefix,
            NodeIdentity node,
            Clock clock) {
        this.link = link;
        this.scripts = scripts;
        this.properties = properties;
        this.prefix = prefix.value();
        this.node = node;
        this.clock = clock;
    }

    /// The key of a user's route.
    String routeOf(String user) {
        return RedisKeys.route(prefix, user);
    }

    /// The key of the interest in a large group.
    String interestIn(String conversation) {
        return RedisKeys.interest(prefix, conversation);
    }

    /// Writes a route or interest; done when Redis has it.
    CompletionStage<?> write(String key) {
        return link.async(redis -> {
            var written = redis.hset(key, node.id(), epoch());
            var _ = redis.expire(key, properties.routeTtl());
            return written;
        });
    }

    /// Removes a route or interest, unless a newer process of the same node id wrote it.
    CompletionStage<?> remove(String key) {
        return link.async(redis -> redis.<Long>eval(
                scripts.removeField(), ScriptOutputType.INTEGER, new String[] {key}, node.id(), epoch()));
    }

    /// Marks that an announcement is being made; the mark vanishes with the routes if Redis is flushed meanwhile. Also
    /// forgets nodes whose routes have expired since.
    CompletionStage<?> beginAnnouncement(String nonce) {
        return link.async(redis -> {
            long expired = clock.millis() - properties.routeTtl().toMillis();
            var _ = redis.zremrangebyscore(RedisKeys.nodes(prefix), Range.create(0, expired));
            return redis.set(marker(), nonce, SetArgs.Builder.ex(properties.routeTtl()));
        });
    }

    /// Announces if the mark still stands: then all routes written since do.
    CompletionStage<Boolean> announce(String nonce) {
        return link.async(redis -> redis.<Long>eval(
                        scripts.announce(),
                        ScriptOutputType.INTEGER,
                        new String[] {marker(), RedisKeys.announced(prefix, node.id()), RedisKeys.nodes(prefix)},
                        nonce,
                        epoch() + ":" + nonce,
                        Long.toString(properties.announcementTtl().toMillis()),
                        node.id() + ":" + epoch(),
                        Long.toString(clock.millis())))
                .thenApply(announced -> announced == 1);
    }

    /// Prolongs the announcement; false when it is gone or another one stands.
    CompletionStage<Boolean> refresh(String nonce) {
        return prolong(nonce, properties.announcementTtl().toMillis());
    }

    /// Withdraws the announcement: the node is going.
    CompletionStage<?> withdraw(String nonce) {
        return prolong(nonce, 0);
    }

    private CompletionStage<Boolean> prolong(String nonce, long millis) {
        return link.async(redis -> redis.<Long>eval(
                        scripts.refresh(),
                        ScriptOutputType.INTEGER,
                        new String[] {RedisKeys.announced(prefix, node.id()), RedisKeys.nodes(prefix)},
                        epoch() + ":" + nonce,
                        Long.toString(millis),
                        node.id() + ":" + epoch(),
                        Long.toString(clock.millis())))
                .thenApply(refreshed -> refreshed == 1);
    }

    private String marker() {
        return prefix + "announcing:" + node.id();
    }

    private String epoch() {
        return Long.toString(node.epoch());
    }
}
