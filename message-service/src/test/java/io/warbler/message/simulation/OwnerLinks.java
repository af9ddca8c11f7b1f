package io.warbler.message.simulation;

import io.warbler.boot.delivery.NodeAddress;
import io.warbler.message.fanout.Audience;
import io.warbler.message.fanout.PlannedDeliveries;
import io.warbler.message.fanout.RepairedConversation;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Decision.Appended;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an owner's node knows of gateways and of Redis, and how it tells: models of `LiveGateways`,
/// `RouteReader` and `FanOut` around the product's plan of deliveries.
final class OwnerLinks {

    private final World world;
    private final String owner;
    private final Map<NodeAddress, Link> links = new LinkedHashMap<>();
    /// Gateways that are to announce their routes anew.
    private final List<SimulatedGateway> unasked = new ArrayList<>();

    private String redisProcess;
    private boolean passedOver;
    private int generation;
    private @Nullable Routes routes;

    OwnerLinks(World world, String owner) {
        this.world = world;
        this.owner = owner;
        redisProcess = world.redis().process();
        world.redis().keepRoutes(false);
        world.gateways().forEach(this::opened);
    }

    /// A submit stream of a gateway.
    private static final class Link {

        private final SimulatedGateway gateway;
        private String nonce = "";
        private String distrusted = "";

        private Link(SimulatedGateway gateway) {
            this.gateway = gateway;
        }

        private void told(String announced) {
            if (!announced.isEmpty() && !announced.equals(distrusted)) {
                nonce = announced;
            }
        }

        private void distrust(String announced) {
            if (!announced.isEmpty()) {
                distrusted = announced;
            }
            nonce = "";
        }
    }

    private record Routes(
            Map<String, Set<NodeAddress>> nodesByUser,
            Map<String, Set<NodeAddress>> nodesByGroup,
            Set<NodeAddress> broadcast) {}

    boolean hasStreamOf(SimulatedGateway gateway) {
        return links.containsKey(gateway.address());
    }

    /// A stream opens, unless it is there.
    void opened(SimulatedGateway gateway) {
        if (links.containsKey(gateway.address())) {
            return;
        }
        links.keySet().removeIf(it -> it.node().equals(gateway.address().node()));
        var link = new Link(gateway);
        link.distrust(gateway.nonce());
        unasked.add(gateway);
        links.put(gateway.address(), link);
        world.trace(() -> owner + " has a stream of " + gateway.address() + (passedOver ? ", which syncs" : ""));
        gateway.open(generation);
        if (passedOver) {
            gateway.resync();
        }
    }

    /// What is asked of gateways reaches them.
    void ask() {
        if (!unasked.isEmpty() && (world.isSettling() || world.chance().oneIn(3))) {
            unasked.removeLast().announce();
        }
    }

    void announced(SimulatedGateway gateway) {
        Link link = links.get(gateway.address());
        if (link != null) {
            link.told(gateway.nonce());
        }
    }

    /// Lets gateways know of the generation; true when nothing is left to wait for.
    boolean hold(int opened, boolean wait) {
        generation = Math.max(generation, opened);
        for (Link link : links.values()) {
            if (!link.gateway.hasConfirmed(opened)) {
                link.gateway.open(opened);
                return !wait;
            }
        }
        return true;
    }

    /// The process of Redis that this node is connected to; connects again when it is gone.
    String redisProcess() {
        connect();
        return redisProcess;
    }

    private boolean connect() {
        if (redisProcess.equals(world.redis().process())) {
            return true;
        }
        if (world.chance().oneIn(2)) {
            redisProcess = world.redis().process();
            world.trace(() -> owner + " connects to " + redisProcess);
            world.redis().keepRoutes(false);
            for (Link link : List.copyOf(links.values())) {
                link.distrust(link.nonce);
                link.gateway.announce();
            }
        }
        return false;
    }

    /// The process of Redis that took the heads, if one did.
    Optional<String> advanceHeads(List<Appended> appended, boolean mayMakeHeads) {
        if (!connect() || world.chance().oneIn(25)) {
            return Optional.empty();
        }
        world.redis().advance(appended, mayMakeHeads);
        return world.chance().oneIn(40) ? Optional.empty() : Optional.of(redisProcess);
    }

    /// Where the members are, in one read; whatever goes wrong, everybody gets everything.
    void readRoutes(List<Decision> decisions, List<RepairedConversation> repaired) {
        var audience = Audience.of(decisions, repaired, world.plan().largeAbove());
        boolean isSomebody = !audience.users().isEmpty() || !audience.groups().isEmpty();
        if (!connect() || world.chance().oneIn(30)) {
            passedOver |= isSomebody;
            routes = new Routes(Map.of(), Map.of(), Set.copyOf(links.keySet()));
            return;
        }
        passedOver |= isSomebody && !world.redis().areRoutesKept();
        Map<String, Set<NodeAddress>> hosting = new HashMap<>();
        audience.groups().forEach(group -> hosting.put(group, world.redis().route(group)));
        routes = new Routes(routes(audience.users()), hosting, untrusted());
    }

    private Map<String, Set<NodeAddress>> routes(Set<String> users) {
        Map<String, Set<NodeAddress>> nodes = new HashMap<>();
        users.forEach(user -> nodes.put(user, world.redis().route(user)));
        if (world.mutant() == Mutant.NO_MEMBERSHIP_FILTER) {
            Set<NodeAddress> everywhere = new HashSet<>(links.keySet());
            users.forEach(user -> nodes.put(user, everywhere));
        }
        return nodes;
    }

    private Set<NodeAddress> untrusted() {
        Set<NodeAddress> broadcast = new HashSet<>();
        links.forEach((address, link) -> {
            String announced = world.redis().announced(address.node());
            if (link.nonce.isEmpty() || !announced.equals(address.epoch() + ":" + link.nonce)) {
                broadcast.add(address);
            }
        });
        return broadcast;
    }

    /// True when all of it is published; otherwise all of it is published again.
    boolean publish(List<Decision> decisions, List<RepairedConversation> repaired) {
        if (routes == null) {
            readRoutes(decisions, repaired);
        }
        Routes read = routes;
        routes = null;
        if (read == null) {
            return false;
        }
        for (DeliveryRecord record : records(decisions, repaired, read)) {
            if (world.chance().oneIn(40)) {
                return false;
            }
            world.trace(
                    () -> owner + " tells " + record.getNode() + " " + record.getEpoch() + ": " + Traces.of(record));
            for (SimulatedGateway gateway : world.gateways()) {
                gateway.publish(record);
            }
        }
        return true;
    }

    private List<DeliveryRecord> records(List<Decision> decisions, List<RepairedConversation> repaired, Routes read) {
        List<DeliveryRecord> records = new ArrayList<>(PlannedDeliveries.of(
                isOpen(world.mutant()) ? shown(decisions) : decisions,
                repaired,
                Quotes.lookedUp(world, decisions),
                read.nodesByUser(),
                read.nodesByGroup(),
                read.broadcast(),
                world.plan().largeAbove()));
        // sets have another order in each process: a seed shall draw the same schedule in all of them
        records.sort(Comparator.comparing(DeliveryRecord::getNode).thenComparingLong(DeliveryRecord::getEpoch));
        if (world.mutant() == Mutant.GROWTH_WITHOUT_PLACES) {
            return records.stream().map(OwnerLinks::withoutPlaces).toList();
        }
        if (world.mutant() != Mutant.NO_MEMBERSHIP_FILTER) {
            return records;
        }
        List<DeliveryRecord> unfiltered = new ArrayList<>();
        for (DeliveryRecord record : records) {
            var builder = record.toBuilder();
            builder.getDeliveriesBuilderList().forEach(it -> it.addAllRecipients(Cast.USERS));
            unfiltered.add(builder.build());
        }
        return unfiltered;
    }

    private static boolean isOpen(Mutant mutant) {
        return mutant == Mutant.READERS_ARE_SHOWN || mutant == Mutant.PREVIEWS_FOR_EVERYBODY;
    }

    /// As though everybody might know everything.
    private static List<Decision> shown(List<Decision> decisions) {
        List<Decision> shown = new ArrayList<>();
        for (Decision decision : decisions) {
            var appended = decision.appended();
            if (appended == null) {
                shown.add(decision);
                continue;
            }
            var open = new Decision.Appended(
                    appended.event(),
                    appended.counters(),
                    appended.group(),
                    appended.pins(),
                    appended.recipients(),
                    Set.of(),
                    open(appended.crowd()));
            shown.add(new Decision(decision.entry(), decision.verdict(), open, decision.rows()));
        }
        return shown;
    }

    private static Decision.Crowd open(Decision.Crowd crowd) {
        return new Decision.Crowd(
                crowd.before(), crowd.endedBefore(), 0, crowd.changed(), crowd.all(), crowd.managers());
    }

    /// Of an event that names its recipients: gateways learn nothing for the next one, which does not.
    private static DeliveryRecord withoutPlaces(DeliveryRecord record) {
        var builder = record.toBuilder();
        builder.getDeliveriesBuilderList().stream()
                .filter(it -> !it.hasLocalMembers())
                .forEach(io.warbler.proto.delivery.v1.Delivery.Builder::clearPlaces);
        return builder.build();
    }
}
