package io.warbler.gateway.large;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.connection.UserListener;
import io.warbler.gateway.route.Interests;
import io.warbler.gateway.route.RouteProperties;
import io.warbler.gateway.route.Routes;
import io.warbler.kernel.KnownPlace;
import io.warbler.proto.delivery.v1.Delivery;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Knows to whom on this node deliveries of large groups go (ADR 0036).
///
/// For each user in this order: the route stands, the places in large groups are read, the node's interest in those
/// groups stands, the client syncs. So the owner of a group sees the route, or the read sees the change of a place; it
/// sees the interest, or the sync sees the event. What comes too late, for example while Redis is away, is made up for:
/// read again, and the client syncs again.
@Component
@Order(1)
public final class LargeGroups implements UserListener {

    private static final Logger log = LoggerFactory.getLogger(LargeGroups.class);
    /// What waits for Redis goes on apart from the locks that writes to it are dispatched under.
    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

    private final Routes routes;
    private final Interests interests;
    private final PlaceCalls calls;
    private final RouteProperties properties;
    private final ObjectProvider<Connections> connections;
    private final LocalPlaces places;
    private final Visits visiting = new Visits(VIRTUAL_THREADS);
    private final Counter visits;
    private final Counter unsure;

    LargeGroups(
            Routes routes,
            Interests interests,
            PlaceCalls calls,
            RouteProperties properties,
            ObjectProvider<Connections> connections,
            MeterRegistry meters) {
        this.routes = routes;
        this.interests = interests;
        this.calls = calls;
        this.properties = properties;
        this.connections = connections;
        places = new LocalPlaces(new LocalPlaces.Interest() {
            @Override
            public void began(String group) {
                interests.began(group);
            }

            @Override
            public void ended(String group) {
                interests.ended(group);
            }
        });
        visits = meters.counter("warbler.gateway.large.visits");
        unsure = meters.counter("warbler.gateway.large.unsure");
    }

    /// Done when live frames of large groups leave nothing out for the user, whatever is synced afterwards; whether
    /// there
    /// are any of which they could have left something out until then.
    public CompletableFuture<Boolean> settled(String user) {
        Guest guest = places.find(user);
        return guest == null ? new CompletableFuture<>() : guest.settled();
    }

    /// Takes up what a delivery says about places, and tells to whom its frame goes if it names no users. Called in the
    /// order of the deliveries.
    public Recipients recipients(Delivery delivery) {
        LocalPlaces.Told told = places.tell(delivery);
        for (Guest guest : told.unsure()) {
            unsure.increment();
            visitBehind(guest);
        }
        // the owner may have looked for interests of what follows before this node's stood, even if it stands by now
        told.entered().forEach(this::visitBehind);
        return new Recipients(told.whole(), told.limited());
    }

    /// Users to whom a frame goes.
    ///
    /// @param limited those who get the limited one
    public record Recipients(Collection<String> whole, Collection<String> limited) {}

    @Override
    public void arrived(String user) {
        visit(places.arrive(user));
    }

    @Override
    public void left(String user) {
        places.leave(user);
    }

    @Override
    public void missed() {
        places.all().forEach(this::visit);
    }

    private void visitBehind(Guest guest) {
        guest.behind();
        visit(guest);
    }

    private void visit(Guest guest) {
        if (!guest.beginVisit()) {
            return;
        }
        visits.increment();
        var _ = inTime(routes.confirmed(guest.user()))
                .thenCompose(routed -> look(guest, routed))
                .whenComplete((stands, failure) -> ended(guest, failure == null && stands, failure));
    }

    /// Whether all stands that has to before the client syncs.
    ///
    /// The places may be read before the interest stands: what happens to the user's own place is told to their
    /// route, and an end of another's membership that is missed until then makes the place an unsure one.
    private CompletableFuture<Boolean> look(Guest guest, boolean routed) {
        return visiting.run(!guest.settled().isDone(), () -> read(guest)).thenCompose(read -> {
            take(guest, read);
            return inTime(confirmed(read.keySet())).thenApply(interested -> routed && interested);
        });
    }

    private CompletableFuture<Map<String, KnownPlace>> read(Guest guest) {
        return places.find(guest.user()) == guest
                ? calls.read(guest.user(), places.wanted(guest))
                : CompletableFuture.completedFuture(Map.of());
    }

    private void take(Guest guest, Map<String, KnownPlace> read) {
        if (places.take(guest, read)) {
            guest.behind();
        }
    }

    private CompletableFuture<Void> confirmed(Collection<String> groups) {
        return CompletableFuture.allOf(groups.stream().map(interests::confirmed).toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Boolean> inTime(CompletableFuture<Void> confirmed) {
        return confirmed
                .thenApplyAsync(_ -> true, VIRTUAL_THREADS)
                .completeOnTimeout(false, properties.confirmWithin().toNanos(), TimeUnit.NANOSECONDS);
    }

    private void ended(Guest guest, boolean stands, @Nullable Throwable failure) {
        boolean isAskedAgain = guest.endVisit();
        if (places.find(guest.user()) != guest) {
            return;
        }
        if (failure != null) {
            log.atDebug().setCause(failure).log("Places in large groups are not known; asking again");
            visitLater(guest);
            return;
        }
        guest.reached();
        if (guest.takeBehind()) {
            connections.getObject().resync(guest.user());
        }
        guest.settled().complete(!places.wanted(guest).isEmpty());
        if (!stands) {
            var _ = confirmed(places.wanted(guest))
                    .thenCompose(_ -> routes.confirmed(guest.user()))
                    .thenRunAsync(() -> visitBehind(guest), VIRTUAL_THREADS);
        }
        if (isAskedAgain) {
            visit(guest);
        }
    }

    private void visitLater(Guest guest) {
        guest.planRetry().ifPresent(backoff -> {
            long millis = backoff.toMillis() / 2 + ThreadLocalRandom.current().nextLong(backoff.toMillis() / 2);
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
                guest.retries();
                visit(guest);
            });
        });
    }
}
