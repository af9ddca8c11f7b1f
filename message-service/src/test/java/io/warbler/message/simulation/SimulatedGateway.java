package io.warbler.message.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.boot.delivery.NodeAddress;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A gateway node: hosts connections, writes routes, hands deliveries out.
final class SimulatedGateway {

    private final World world;
    private final String name;
    private final List<SimulatedClient> connections = new ArrayList<>();
    /// Its partition of topic `delivery`, read from where the node started.
    private final List<DeliveryRecord> deliveries = new ArrayList<>();

    private final SimulatedPlaces places;

    private int next;
    private long epoch = 1;
    private int generation;
    private int nonce;
    private int announcedIn = -1;
    /// Whether an owner may have told something without a stream of this node since all routes were known to
    /// stand.
    private boolean wasApart;

    SimulatedGateway(World world, String name) {
        this.world = world;
        this.name = name;
        places = new SimulatedPlaces(world, this);
    }

    @Override
    public String toString() {
        return name + " " + epoch;
    }

    NodeAddress address() {
        return new NodeAddress(name, epoch);
    }

    String nonce() {
        return nonce == 0 ? "" : "n" + epoch + "-" + nonce;
    }

    SimulatedPlaces places() {
        return places;
    }

    boolean isRouted(String user) {
        return connections.stream().anyMatch(it -> it.user().equals(user) && it.isRouted());
    }

    /// The user's clients look for what they were not told of.
    void hint(String user) {
        connections.stream().filter(it -> it.user().equals(user)).forEach(SimulatedClient::hinted);
    }

    List<SimulatedClient> connections() {
        return connections;
    }

    /// Routes are written again and announced if Redis lost the announcement.
    void look() {
        SimulatedRedis redis = world.redis();
        if (stands(redis)) {
            wasApart = isApart();
            return;
        }
        announce();
    }

    private boolean stands(SimulatedRedis redis) {
        return announcedIn == redis.version() && redis.announced(name).equals(announcement(nonce()));
    }

    /// Every route, then the nonce; who holds a stream is told last.
    void announce() {
        SimulatedRedis redis = world.redis();
        int version = redis.version();
        boolean stood = stands(redis);
        connections.stream().filter(SimulatedClient::isRouted).forEach(it -> redis.addRoute(it.user(), address()));
        places.writeAgain();
        world.pause();
        if (redis.version() != version) {
            return;
        }
        connections.stream().filter(SimulatedClient::isRouted).forEach(it -> redis.addRoute(it.user(), address()));
        places.writeAgain();
        nonce++;
        announcedIn = version;
        world.trace(() -> this + " announced");
        redis.announce(name, announcement(nonce()));
        world.announced(this);
        if (!stood && (wasApart || isApart())) {
            // who had no stream of this node could not know of it, and its routes may have been lost
            resync();
        }
        wasApart = isApart();
    }

    private boolean isApart() {
        return world.owners().stream()
                .anyMatch(owner -> !owner.isDead() && !owner.links().hasStreamOf(this));
    }

    private String announcement(String of) {
        return epoch + ":" + of;
    }

    boolean isAnnounced() {
        return announcedIn == world.redis().version();
    }

    void connect(SimulatedClient client) {
        connections.add(client);
        places.arrived(client.user());
    }

    /// The route and the places go with the user's last connection; one that has no route yet comes after it.
    void disconnect(SimulatedClient client) {
        connections.remove(client);
        if (isRouted(client.user())) {
            return;
        }
        world.redis().removeRoute(client.user(), address());
        places.left(client.user());
        if (connections.stream().anyMatch(it -> it.user().equals(client.user()))) {
            places.arrived(client.user());
        }
    }

    /// The node dies and another takes its place; what is delivered meanwhile is lost.
    void restart() {
        List.copyOf(connections).forEach(SimulatedClient::connectionLost);
        connections.clear();
        places.clear();
        epoch++;
        world.trace(() -> this + " restarted");
        next = deliveries.size();
        nonce = 0;
        announcedIn = -1;
        generation = 0;
        wasApart = true;
        world.restarted(this);
    }

    /// Nothing older counts; all clients are hinted.
    void open(int opened) {
        if (opened > generation) {
            generation = opened;
            resync();
        }
    }

    boolean hasConfirmed(int opened) {
        return generation >= opened;
    }

    void resync() {
        world.trace(() -> "clients of " + this + " are to sync");
        places.missed();
        connections.forEach(SimulatedClient::hinted);
    }

    void publish(DeliveryRecord record) {
        deliveries.add(record);
    }

    boolean hasDeliveries() {
        return next < deliveries.size();
    }

    void handOut() {
        DeliveryRecord record = deliveries.get(next++);
        boolean isOurs = record.getNode().equals(name) && record.getEpoch() == epoch;
        if (!isOurs || record.getGeneration() < generation) {
            return;
        }
        for (Delivery delivery : record.getDeliveriesList()) {
            SimulatedClient asker =
                    delivery.hasVerdict() ? connection(delivery.getVerdict().getConnection()) : null;
            if (!delivery.getFrame().isEmpty()) {
                push(delivery, asker);
            }
            if (asker != null) {
                asker.answered(
                        delivery.getVerdict().getRequestId(),
                        frame(delivery.getVerdict().getFrame()));
            }
        }
    }

    private void push(Delivery delivery, @Nullable SimulatedClient asker) {
        var frame = frame(delivery.getFrame());
        SimulatedPlaces.Told told = places.tell(delivery);
        for (SimulatedClient client : List.copyOf(connections)) {
            if (client != asker && told.users().contains(client.user())) {
                boolean isLimited = told.limited().contains(client.user());
                client.pushed(isLimited ? frame(delivery.getLocalMembers().getLimitedFrame()) : frame);
            }
        }
    }

    private @Nullable SimulatedClient connection(long id) {
        for (SimulatedClient client : connections) {
            if (client.connection() == id) {
                return client;
            }
        }
        return null;
    }

    private static ServerFrame frame(com.google.protobuf.ByteString bytes) {
        try {
            return ServerFrame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("frame (expected: written by the plan)", e);
        }
    }
}
