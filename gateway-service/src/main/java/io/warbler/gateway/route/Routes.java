package io.warbler.gateway.route;

import io.warbler.gateway.connection.UserListener;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The route of every user on this node, and whether Redis has it. The first to learn of users: others wait for it.
@Component
@Order(0)
public final class Routes implements UserListener, AnnouncedKeys {

    private final HostedNames users;
    private volatile Consumer<String> onSettled = _ -> {};

    Routes(RedisRoutes redis, RouteLink link) {
        users = new HostedNames(redis, link, redis::routeOf, user -> onSettled.accept(user));
    }

    /// Done when Redis has confirmed the user's route, be it at once, or later when all routes are written again.
    public CompletableFuture<Void> confirmed(String user) {
        return users.confirmed(user);
    }

    @Override
    public void arrived(String user) {
        users.arrived(user);
    }

    @Override
    public void left(String user) {
        users.left(user);
    }

    /// What to do when Redis has confirmed that a user came to this node or left it. Called by any thread; must not
    /// block.
    public void onSettled(Consumer<String> action) {
        onSettled = action;
    }

    @Override
    public CompletableFuture<Void> writeAll() {
        return users.writeAll();
    }
}
