package io.warbler.gateway.route;

import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// The large groups of which this node hosts members, and whether Redis has it: owners tell the node of their events.
@Component
public final class Interests implements AnnouncedKeys {

    private final HostedNames conversations;

    Interests(RedisRoutes redis, RouteLink link) {
        conversations = new HostedNames(redis, link, redis::interestIn, _ -> {});
    }

    /// Done when Redis has confirmed the interest, be it at once, or later when all are written again.
    public CompletableFuture<Void> confirmed(String conversation) {
        return conversations.confirmed(conversation);
    }

    /// The node hosts a member. Calls for one group must not overlap.
    public void began(String conversation) {
        conversations.arrived(conversation);
    }

    /// The node hosts none any more. Calls for one group must not overlap.
    public void ended(String conversation) {
        conversations.left(conversation);
    }

    @Override
    public CompletableFuture<Void> writeAll() {
        return conversations.writeAll();
    }
}
