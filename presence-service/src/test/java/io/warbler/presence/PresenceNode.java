package io.warbler.presence;

import io.grpc.ManagedChannel;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.kernel.UserId;
import io.warbler.proto.RedisKeys;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceState;
import io.warbler.proto.presence.v1.Departure;
import io.warbler.proto.presence.v1.GetPresenceRequest;
import io.warbler.proto.presence.v1.PresenceChangeServiceGrpc;
import io.warbler.proto.presence.v1.PresenceChangeServiceGrpc.PresenceChangeServiceBlockingStub;
import io.warbler.proto.presence.v1.PresenceServiceGrpc;
import io.warbler.proto.presence.v1.PresenceServiceGrpc.PresenceServiceBlockingStub;
import io.warbler.proto.presence.v1.ReadStatesRequest;
import io.warbler.proto.presence.v1.ReportChangesRequest;
import io.warbler.proto.presence.v1.ReportOfflineRequest;
import io.warbler.test.StackConnection;
import io.warbler.test.token.AccessTokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

/// A running presence-service on a real stack; plays the gateways, which alone write routes.
final class PresenceNode implements AutoCloseable {

    private final AccessTokenIssuer tokens = new AccessTokenIssuer(Clock.systemUTC());
    private final FriendServiceStandIn friends;
    private final ConfigurableApplicationContext application;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String prefix;

    PresenceNode(StackConnection stack, Map<String, String> settings) {
        try {
            friends = new FriendServiceStandIn();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> all = new LinkedHashMap<>(stack.springProperties());
        all.put("warbler.tokens.jwks-uri", tokens.jwksUri());
        all.put("warbler.services.friend.grpc", friends.target());
        all.put("warbler.presence.friends-max-age", "0s");
        all.putAll(settings);
        prefix = stack.redisPrefix();
        application = SpringApplication.run(
                PresenceServiceApplication.class,
                all.entrySet().stream()
                        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new));
    }

    static UserId newUser() {
        return new UserId("u" + UUID.randomUUID().toString().replace("-", ""));
    }

    FriendServiceStandIn friends() {
        return friends;
    }

    /// As a gateway does when a user's first connection comes.
    void route(UserId user, String node, long epoch) {
        redis().opsForHash().put(RedisKeys.route(prefix, user.value()), node, Long.toString(epoch));
    }

    /// As a gateway does when a user's last connection has gone.
    void unroute(UserId user, String node) {
        redis().opsForHash().delete(RedisKeys.route(prefix, user.value()), node);
    }

    Map<Object, Object> routesOf(UserId user) {
        return redis().opsForHash().entries(RedisKeys.route(prefix, user.value()));
    }

    /// As a gateway does every two seconds.
    void announce(String node, long epoch) {
        redis().opsForValue().set(RedisKeys.announced(prefix, node), epoch + ":abc");
    }

    /// As a gateway does with each announcement.
    void refreshed(String node, long epoch, Instant at) {
        redis().opsForZSet().add(RedisKeys.nodes(prefix), node + ":" + epoch, (double) at.toEpochMilli());
    }

    /// As a gateway does when all connections of a user there are away.
    void away(UserId user, String node, long epoch) {
        redis().opsForHash().put(RedisKeys.away(prefix, user.value()), node, Long.toString(epoch));
    }

    /// As a gateway does for a watcher that it hosts.
    void watch(UserId watcher, UserId user, String node, long epoch) {
        redis().opsForHash().put(RedisKeys.watchers(prefix, user.value()), node + " " + watcher, Long.toString(epoch));
    }

    /// As Redis does six seconds after a gateway died.
    void expire(String node) {
        redis().delete(RedisKeys.announced(prefix, node));
    }

    PresenceState stateOf(UserId user, UserId asker) {
        return presenceOf(user, asker).getState();
    }

    Presence presenceOf(UserId user, UserId asker) {
        return ask(asker, user.value()).getFirst();
    }

    List<Presence> ask(UserId asker, String... users) {
        return stub().getPresence(GetPresenceRequest.newBuilder()
                        .setAsker(asker.value())
                        .addAllUsers(List.of(users))
                        .build())
                .getPresencesList();
    }

    void reportOffline(UserId user, Instant... times) {
        reportOffline(Stream.of(times)
                .map(at -> Departure.newBuilder()
                        .setUser(user.value())
                        .setAtMs(at.toEpochMilli())
                        .build())
                .toList());
    }

    void reportOffline(List<Departure> departures) {
        var _ = stub().reportOffline(ReportOfflineRequest.newBuilder()
                .addAllDepartures(departures)
                .build());
    }

    void reportChanges(UserId... users) {
        var _ = changes()
                .reportChanges(ReportChangesRequest.newBuilder()
                        .addAllUsers(Stream.of(users).map(UserId::value).toList())
                        .build());
    }

    PresenceState rawStateOf(UserId user) {
        return changes()
                .readStates(
                        ReadStatesRequest.newBuilder().addUsers(user.value()).build())
                .getPresences(0)
                .getState();
    }

    PresenceChangeServiceBlockingStub changes() {
        return PresenceChangeServiceGrpc.newBlockingStub(channel()).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    PresenceServiceBlockingStub stub() {
        return PresenceServiceGrpc.newBlockingStub(channel()).withDeadlineAfter(10, TimeUnit.SECONDS);
    }

    HttpResponse<String> get(@Nullable UserId as, String path) {
        String port = application.getEnvironment().getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (as != null) {
            request.header("Authorization", "Bearer " + tokens.tokenOf(as));
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ManagedChannel channel() {
        int port = application.getBean(GrpcServerLifecycle.class).getPort();
        return application.getBean(GrpcChannels.class).channel("127.0.0.1:" + port);
    }

    private StringRedisTemplate redis() {
        return application.getBean(StringRedisTemplate.class);
    }

    @Override
    public void close() {
        application.close();
        friends.close();
        tokens.close();
        http.close();
    }
}
