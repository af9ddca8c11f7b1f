package io.warbler.message.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs schedules.
final class Simulation {

    private static final int MAX_ROUNDS_TO_REST = 2_000;
    private static final int MAX_ROUNDS_TO_ANSWER = 100;
    private static final int MAX_STEPS_OF_A_VISIT = 12;

    private final World world;

    private Simulation(World world) {
        this.world = world;
    }

    /// What went wrong in the schedule of a seed, if anything did.
    static @Nullable RuntimeException run(long seed, Mutant mutant) {
        return run(seed, mutant, null);
    }

    /// The same schedule line by line, with what went wrong at the end.
    static List<String> trace(long seed, Mutant mutant) {
        List<String> lines = new ArrayList<>();
        RuntimeException failure = run(seed, mutant, lines);
        lines.add(failure == null ? "all promises kept" : failure.toString());
        return lines;
    }

    /// Whatever the core throws is a failure, too: it would stop the partition for ever.
    private static @Nullable RuntimeException run(long seed, Mutant mutant, @Nullable List<String> lines) {
        try {
            new Simulation(new World(seed, mutant, lines)).run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private void run() {
        int steps = world.plan().steps();
        for (int step = 0; step < steps; step++) {
            if (world.chance().oneIn(world.plan().faultEvery())) {
                world.fault();
            } else {
                world.act();
            }
        }
        world.breakLogAtLast();
        settle();
        world.invariants().checkStore();
        if (world.plan().accident() == Plan.Accident.NONE) {
            Cast.TALKS.forEach(talk -> ChangedMessages.check(world.store(), talk));
            ReferringMessages.check(world);
        }
        world.authority().check(world);
    }

    /// Nothing breaks any more: first everybody who is connected is told everything, then everything is answered.
    private void settle() {
        world.settling();
        world.trace("nothing breaks any more");
        if (world.owners().stream().allMatch(it -> it.isDead() || it.isStopped())) {
            world.owners().clear();
            world.addOwner(NewerRules.VERSION);
        }
        comeToRest();
        world.clients().forEach(SimulatedClient::requireComplete);
        for (int round = 0; round < MAX_ROUNDS_TO_ANSWER && !isAnswered(); round++) {
            world.clients().forEach(SimulatedClient::connectFurther);
            world.clients().stream().filter(SimulatedClient::isOnline).forEach(SimulatedClient::repeat);
            comeToRest();
        }
        if (!isAnswered()) {
            throw new Violation("I16", "a send is never answered");
        }
        comeToRest();
        world.clients().forEach(SimulatedClient::requireComplete);
    }

    private boolean isAnswered() {
        return world.clients().stream().allMatch(it -> it.isOnline() && !it.isUnanswered());
    }

    private void comeToRest() {
        for (int round = 0; round < MAX_ROUNDS_TO_REST; round++) {
            if (isAtRest()) {
                return;
            }
            while (!world.submitted().isEmpty()) {
                world.append();
            }
            requireOwner();
            world.owners().forEach(SimulatedOwner::step);
            while (!world.network().isEmpty()) {
                world.network().move();
            }
            world.gateways().forEach(this::settle);
            world.settleRoutes();
            world.clients().stream().filter(SimulatedClient::isBehind).forEach(SimulatedClient::pullWhatIsBehind);
            world.chance().of(world.clients()).askForHeads();
        }
        throw new Violation("I10", "nothing comes to rest");
    }

    private void settle(SimulatedGateway gateway) {
        gateway.look();
        while (gateway.hasDeliveries()) {
            World.handOut(gateway);
        }
        for (int steps = 0; steps < MAX_STEPS_OF_A_VISIT; steps++) {
            gateway.places().step();
        }
        world.owners().forEach(owner -> owner.links().opened(gateway));
    }

    private void requireOwner() {
        if (world.owners().stream().allMatch(it -> it.isDead() || it.isStopped())) {
            world.owners().clear();
            world.addOwner(NewerRules.VERSION);
        }
    }

    private boolean isAtRest() {
        return world.submitted().isEmpty()
                && world.network().isEmpty()
                && world.owners().stream().allMatch(SimulatedOwner::isIdle)
                && world.owners().stream().anyMatch(it -> !it.isDead() && !it.isStopped())
                && world.gateways().stream().noneMatch(SimulatedGateway::hasDeliveries)
                && world.gateways().stream().noneMatch(it -> it.places().isBusy())
                && world.clients().stream().noneMatch(SimulatedClient::isBehind);
    }
}
