package io.warbler.gateway.connection;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Every connection of the node, by id and by user. Callable by any thread.
@Component
public final class Connections {

    private static final Connection[] NONE = {};

    private final ConnectionProperties properties;
    private final List<UserListener> listeners;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, Connection> byId = new ConcurrentHashMap<>();
    private final Map<String, Connection[]> byUser = new ConcurrentHashMap<>();
    private final Map<String, Integer> unauthenticatedByAddress = new ConcurrentHashMap<>();

    public Connections(ConnectionProperties properties, List<UserListener> listeners) {
        this.properties = properties;
        this.listeners = List.copyOf(listeners);
    }

    /// Takes one of the address's places for connections that are not logged in; false when all are taken.
    boolean admit(String address) {
        int count = unauthenticatedByAddress.merge(address, 1, Integer::sum);
        if (count <= properties.maxUnauthenticatedPerIp()) {
            return true;
        }
        giveBack(address);
        return false;
    }

    /// Gives the place back.
    public void giveBack(String address) {
        unauthenticatedByAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    public Optional<Connection> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The connections of a user on this node.
    public List<Connection> of(String user) {
        return List.of(byUser.getOrDefault(user, NONE));
    }

    /// The same, with the changes of which listeners were told up to now: waits for one that they are being told of.
    public List<Connection> settled(String user) {
        Connection[] all = byUser.computeIfPresent(user, (_, present) -> present);
        return all == null ? List.of() : List.of(all);
    }

    /// Ids of the users on this node; a live view.
    public Collection<String> users() {
        return byUser.keySet();
    }

    public int size() {
        return byId.size();
    }

    /// Tells every connection that live frames may have been left out; done when all have been told.
    public CompletableFuture<Void> resyncAll() {
        listeners.forEach(UserListener::missed);
        return onLoops(Connection::resync);
    }

    /// The same for one user.
    public void resync(String user) {
        of(user).forEach(connection -> connection.run(connection::resync));
    }

    /// Does something with every connection, on its event loop; done when done with all.
    public CompletableFuture<Void> onLoops(Consumer<Connection> action) {
        Map<EventLoop, List<Connection>> byLoop =
                byId.values().stream().collect(Collectors.groupingBy(Connection::eventLoop));
        List<CompletableFuture<Void>> done = new ArrayList<>();
        byLoop.forEach((loop, all) -> done.add(CompletableFuture.runAsync(() -> all.forEach(action), loop)));
        return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    /// False when the node has as many connections as it may.
    boolean add(Connection connection) {
        byId.put(connection.id(), connection);
        return byId.size() <= properties.maxConnections();
    }

    /// Makes the connection one of the user's; false when the user has as many as a user may.
    boolean register(Connection connection, String user) {
        Connection[] all = byUser.compute(user, (_, present) -> {
            if (present == null) {
                listeners.forEach(listener -> listener.arrived(user));
                return new Connection[] {connection};
            }
            if (present.length == properties.maxPerUser()) {
                return present;
            }
            listeners.forEach(listener -> listener.changed(user));
            return appended(present, connection);
        });
        return Arrays.asList(all).contains(connection);
    }

    void remove(Connection connection, @Nullable String user) {
        byId.remove(connection.id());
        if (user != null) {
            byUser.computeIfPresent(user, (_, present) -> without(present, connection, user));
        }
    }

    private static Connection[] appended(Connection[] present, Connection connection) {
        Connection[] more = Arrays.copyOf(present, present.length + 1);
        more[present.length] = connection;
        return more;
    }

    private Connection @Nullable [] without(Connection[] present, Connection connection, String user) {
        Connection[] rest =
                Arrays.stream(present).filter(other -> other != connection).toArray(Connection[]::new);
        if (rest.length > 0) {
            listeners.forEach(listener -> listener.changed(user));
            return rest;
        }
        listeners.forEach(listener -> listener.left(user));
        return null;
    }
}
