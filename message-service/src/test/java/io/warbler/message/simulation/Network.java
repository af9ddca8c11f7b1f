package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.Reach;
import java.util.ArrayList;
import java.util.List;

/// Writes on their way to the store: they arrive in any order, late, after their owner's death, twice or not at
/// all.
final class Network {

    private final World world;
    private final List<Write> writes = new ArrayList<>();

    Network(World world) {
        this.world = world;
    }

    /// @param arrive puts it into the store
    /// @param done   tells its owner that it is durable
    private record Write(SimulatedOwner owner, int generation, Runnable arrive, Runnable done) {}

    void write(Row row, SimulatedOwner owner, Runnable done) {
        int generation = row.stamp().position().generation();
        writes.add(new Write(owner, generation, () -> arrive(row), done));
    }

    private void arrive(Row row) {
        if (world.isTracing()) {
            world.trace("stored " + Traces.of(row));
        }
        world.store().write(row);
    }

    void checkpoint(Position position, int leaderEpoch, SimulatedOwner owner) {
        writes.add(new Write(owner, position.generation(), () -> pass(position, leaderEpoch), () -> {}));
    }

    /// How far an owner may decide from now on.
    void extend(int generation, Reach reach, SimulatedOwner owner, Runnable done) {
        writes.add(new Write(owner, generation, () -> world.registers().extend(generation, reach), done));
    }

    private void pass(Position position, int leaderEpoch) {
        if (world.isTracing()) {
            world.trace("checkpoint " + position);
        }
        world.registers().advance(position, leaderEpoch);
        if (world.chance().oneIn(8)) {
            // removal runs beside the message path, once in a while
            Cast.TALKS.forEach(talk -> world.store().removeOldSnapshots(talk, position));
        }
    }

    boolean isEmpty() {
        return writes.isEmpty();
    }

    /// One of the writes arrives, or fails for now.
    void move() {
        if (writes.isEmpty()) {
            return;
        }
        Chance chance = world.chance();
        int index = chance.below(writes.size());
        Write write = writes.get(index);
        if (write.owner().isDead()) {
            remove(index);
            if (chance.oneIn(2)) {
                write.arrive().run();
            }
            return;
        }
        if (chance.oneIn(12)) {
            fail(index, write);
            return;
        }
        remove(index);
        write.arrive().run();
        write.done().run();
    }

    /// A failure says nothing: it may have arrived. The owner writes it again.
    private void fail(int index, Write write) {
        if (world.mutant() == Mutant.SKIP_ON_ERROR) {
            remove(index);
            write.done().run();
        } else if (world.chance().oneIn(2)) {
            write.arrive().run();
        }
    }

    /// The order says nothing, so the last one fills the gap.
    private void remove(int index) {
        Write last = writes.removeLast();
        if (index < writes.size()) {
            writes.set(index, last);
        }
    }

    /// What owners of older generations wrote has arrived or never will.
    void fence(int generation) {
        for (int i = writes.size() - 1; i >= 0; i--) {
            Write write = writes.get(i);
            if (write.generation() < generation) {
                remove(i);
                arriveOrNot(write);
            }
        }
    }

    private void arriveOrNot(Write write) {
        if (world.chance().oneIn(2)) {
            write.arrive().run();
        }
    }
}
