package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Send;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything that takes part in one schedule, and who acts next.
final class World {

    private static final int MAX_OWNERS = 3;

    private final Plan plan;
    private final Chance chance;
    private final Mutant mutant;
    private final SimulatedLog log;
    private final SimulatedStore store;
    private final Registers registers = new Registers();
    private final SimulatedRedis redis = new SimulatedRedis();
    private final Network network = new Network(this);
    private final SimulatedReader reader = new SimulatedReader(this);
    private final Invariants invariants;
    private final List<SimulatedGateway> gateways = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<SimulatedOwner> owners = new ArrayList<>();
    private final List<LogRecord> submitted = new ArrayList<>();
    private final Map<String, Send> firstSends = new HashMap<>();
    private final Authority authority = new Authority();
    private final Roster roster;
    private final @Nullable List<String> trace;

    private long connections;
    private int ownersSoFar;
    private int acting;
    private boolean settling;
    private boolean accidentDone;
    private boolean newerRules;

    World(long seed, Mutant mutant, @Nullable List<String> trace) {
        this.mutant = mutant;
        this.trace = trace;
        chance = new Chance(seed);
        plan = mutant.concerns(Plan.draw(chance));
        Prehistory prehistory = Prehistory.draw(chance, plan.inChannel());
        log = new SimulatedLog(prehistory.end(), prehistory.endMs());
        store = new SimulatedStore(prehistory, this::pause, plan.few());
        roster = new Roster(store);
        invariants = new Invariants(store, roster);
        registers.open(new Registers.Generation(0, 0, 0));
        registers.advance(new Position(0, prehistory.end()), -1);
        gateways.add(new SimulatedGateway(this, "g0"));
        gateways.add(new SimulatedGateway(this, "g1"));
        for (Cast.Device device : Cast.DEVICES) {
            boolean isCopy = plan.copiedOutbox() && device.name().equals("laptop");
            var outbox = isCopy ? Cast.DEVICES.getFirst() : device;
            clients.add(new SimulatedClient(this, outbox, device.name(), prehistory));
        }
        owners.add(new SimulatedOwner(this, NewerRules.VERSION));
        authority.begin(prehistory);
    }

    Plan plan() {
        return plan;
    }

    Chance chance() {
        return chance;
    }

    Mutant mutant() {
        return mutant;
    }

    SimulatedLog log() {
        return log;
    }

    SimulatedStore store() {
        return store;
    }

    Registers registers() {
        return registers;
    }

    SimulatedRedis redis() {
        return redis;
    }

    Network network() {
        return network;
    }

    SimulatedReader reader() {
        return reader;
    }

    Invariants invariants() {
        return invariants;
    }

    List<SimulatedGateway> gateways() {
        return gateways;
    }

    List<SimulatedClient> clients() {
        return clients;
    }

    List<SimulatedOwner> owners() {
        return owners;
    }

    List<LogRecord> submitted() {
        return submitted;
    }

    Roster roster() {
        return roster;
    }

    Authority authority() {
        return authority;
    }

    /// What a wrong owner takes a number for.
    Map<String, Send> firstSends() {
        return firstSends;
    }

    /// The schedule comes to its end: nothing breaks any more.
    boolean isSettling() {
        return settling;
    }

    void settling() {
        settling = true;
    }

    long nextConnection() {
        return ++connections;
    }

    int nextOwner() {
        return ++ownersSoFar;
    }

    boolean isTracing() {
        return trace != null;
    }

    void trace(String line) {
        if (trace != null) {
            trace.add(line);
        }
    }

    /// The same, put together only when somebody reads it.
    void trace(Supplier<String> line) {
        if (trace != null) {
            trace.add(line.get());
        }
    }

    /// An attempt reached ingress.
    void submit(LogRecord record) {
        submitted.add(newerRules ? NewerRules.written(record) : record);
    }

    void announced(SimulatedGateway gateway) {
        owners.forEach(owner -> owner.links().announced(gateway));
    }

    void restarted(SimulatedGateway gateway) {
        if (!chance.oneIn(4)) {
            owners.forEach(owner -> owner.links().opened(gateway));
        }
    }

    /// Whether the log is not the one of that generation any more.
    boolean isForeign(int generation) {
        return registers.newestGeneration().orElseThrow().number() > generation
                || registers.newestGeneration().orElseThrow().topic() != log.topic();
    }

    /// A generation begins. What owners of older ones still wrote has arrived by now or never will: the
    /// accident lasted longer than a write.
    void begun(int generation) {
        network.fence(generation);
        owners.stream()
                .filter(owner -> owner.generation() >= 0 && owner.generation() < generation)
                .forEach(SimulatedOwner::crash);
    }

    /// Others may act now.
    void pause() {
        if (acting > 1 || settling) {
            return;
        }
        if (chance.oneIn(5)) {
            for (int times = 1 + chance.below(3); times > 0; times--) {
                act();
            }
        }
    }

    /// Others may do much now.
    void linger() {
        if (acting > 1 || settling || !chance.oneIn(plan.inGroup() ? 3 : 12)) {
            return;
        }
        for (int times = chance.below(60); times > 0; times--) {
            act();
        }
    }

    /// Draws who acts.
    void act() {
        acting++;
        if (plan.flushes() && chance.oneIn(30)) {
            flush();
        }
        int draw = chance.below(100);
        if (draw < 24) {
            chance.of(clients).act();
        } else if (draw < 38) {
            append();
        } else if (draw < 62) {
            chance.of(owners).step();
        } else if (draw < 82) {
            network.move();
        } else if (draw < 95) {
            SimulatedGateway gateway = chance.of(gateways);
            if (draw < 85) {
                gateway.places().step();
            }
            handOut(gateway);
        } else {
            actRarely(draw);
        }
        acting--;
    }

    private void actRarely(int draw) {
        SimulatedGateway gateway = chance.of(gateways);
        switch (draw) {
            case 95 -> gateway.look();
            case 96 -> chance.of(owners).links().opened(gateway);
            case 97 -> {
                settleRoutes();
                gateway.places().step();
            }
            case 98 -> {
                if (chance.oneIn(3)) {
                    submit(authority.change(chance));
                }
            }
            default -> log.tick(chance.below(12) - 3);
        }
    }

    /// By the time that Redis counts as whole again every gateway has written its routes.
    void settleRoutes() {
        if (gateways.stream().allMatch(SimulatedGateway::isAnnounced)) {
            redis.keepRoutes(true);
            trace("redis has all routes");
        }
    }

    static void handOut(SimulatedGateway gateway) {
        if (gateway.hasDeliveries()) {
            gateway.handOut();
        }
    }

    /// One attempt gets into the log, or two times, or not at all; seldom out of order.
    void append() {
        if (submitted.isEmpty()) {
            return;
        }
        int index = chance.oneIn(6) ? chance.below(submitted.size()) : 0;
        LogRecord record = chance.oneIn(12) ? submitted.get(index) : submitted.remove(index);
        if (chance.oneIn(15) && !record.hasDirectPolicy()) {
            return;
        }
        if (chance.oneIn(4)) {
            log.tick(1);
        }
        long offset = log.append(record);
        if (isTracing()) {
            trace("appended " + offset + " " + Traces.of(record));
        }
    }

    /// Something breaks.
    void fault() {
        switch (chance.below(12)) {
            case 0, 1, 2, 3 -> {
                SimulatedOwner owner = chance.of(owners);
                if (!owner.isBusy()) {
                    crash(owner);
                }
            }
            case 4, 5 -> addOwner(NewerRules.VERSION - chance.below(2));
            case 6 -> chance.of(gateways).restart();
            case 7 -> flush();
            case 8 -> {
                trace("redis replaced");
                redis.replace();
            }
            case 9 -> {
                trace("redis saved");
                redis.save();
            }
            case 10 -> newerRules |= plan.newerRules();
            default -> breakLog();
        }
    }

    private void flush() {
        trace("redis flushed");
        redis.flush();
    }

    private void crash(SimulatedOwner owner) {
        trace(() -> owner + " crashed");
        owner.crash();
        owners.remove(owner);
        addOwner(newerRules ? NewerRules.VERSION : NewerRules.VERSION - chance.below(2));
    }

    /// One more, though the others may go on: they do not know yet.
    void addOwner(int rules) {
        owners.removeIf(SimulatedOwner::isDead);
        if (owners.size() < MAX_OWNERS) {
            owners.add(new SimulatedOwner(this, rules));
            trace(() -> owners.getLast() + " added");
        }
    }

    private void breakLog() {
        if (plan.accident() == Plan.Accident.NONE || accidentDone || plan.accidentLast()) {
            return;
        }
        accidentDone = true;
        breakLogNow();
    }

    /// The accident of a plan in which it comes last, at any moment of what owners make of the records.
    void breakLogAtLast() {
        if (plan.accident() == Plan.Accident.NONE || !plan.accidentLast()) {
            return;
        }
        while (!submitted.isEmpty()) {
            append();
        }
        for (int steps = chance.below(40); steps > 0; steps--) {
            if (chance.oneIn(3)) {
                network.move();
            } else {
                chance.of(owners).step();
            }
        }
        breakLogNow();
        if (chance.oneIn(2)) {
            List.copyOf(owners).forEach(this::crash);
        }
    }

    private void breakLogNow() {
        switch (plan.accident()) {
            case LOST -> log.lose();
            case CUT -> log.cut(nearTheEnd(8));
            case TRIMMED -> log.trim(nearTheEnd(4));
            case NONE -> {}
        }
        // mostly time goes on meanwhile; but the clock of another broker may be behind
        log.tick(chance.oneIn(4) ? -chance.below(2_000) : 10_000);
        authority.logBroken();
        invariants.logBroken();
        trace("log broken, now " + log.start() + " to " + log.end());
    }

    private long nearTheEnd(int bound) {
        return log.end() - chance.below((int) Math.min(bound, log.end() - log.base() + 1));
    }
}
