package io.warbler.gateway.presence;

import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.proto.RedisKeys;
import io.warbler.test.StackConnection;
import java.util.Map;

/// The gateway of the test class, announced, and a view of what it keeps in Redis.
record PresenceRig(TestGateway gateway, RedisClient client, RedisCommands<String, String> redis, String prefix)
        implements AutoCloseable {

    static PresenceRig of(StackConnection stack) {
        return stack.shared(PresenceRig.class, PresenceRig::start);
    }

    private static PresenceRig start(StackConnection stack) {
        var client = RedisClient.create(RedisURI.create(stack.redisHost(), stack.redisPort()));
        var rig = new PresenceRig(
                TestGateway.shared(stack), client, client.connect().sync(), stack.redisPrefix());
        rig.awaitAnnouncement();
        return rig;
    }

    void awaitAnnouncement() {
        await().until(() -> redis.get(RedisKeys.announced(prefix, gateway.node)) != null);
    }

    /// At once, as somebody does who empties Redis.
    void flush() {
        redis.del(redis.keys(prefix + "*").toArray(String[]::new));
    }

    Map<String, String> watchersOf(String user) {
        return redis.hgetall(RedisKeys.watchers(prefix, user));
    }

    Map<String, String> awayMarksOf(String user) {
        return redis.hgetall(RedisKeys.away(prefix, user));
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
