package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.ownership.SimulatedFlag;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds where the partition goes on, step by step as `PartitionOpener` and `PartitionOpening` do.
final class Opening {

    private static final int NOT_CUT = -1;

    private final World world;
    private final int cutGeneration;
    private final long divergence;
    private int stage;

    private int topic;
    private long start;
    private long end;
    private Map<Integer, Long> reaches = Map.of();
    private Position from = Position.START;
    private int leaderEpoch = -1;
    private Map<Integer, Long> floors = Map.of();
    private boolean isNew;
    private @Nullable SimulatedFlag cache;
    private long claim;

    Opening(World world) {
        this(world, NOT_CUT, 0);
    }

    /// Of a log that was cut at an offset below the position.
    Opening(World world, int cutGeneration, long divergence) {
        this.world = world;
        this.cutGeneration = cutGeneration;
        this.divergence = divergence;
    }

    Position from() {
        return from;
    }

    /// Where the log ended when it was looked at.
    long end() {
        return end;
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    /// The checkpoints of every generation.
    Map<Integer, Long> floors() {
        return floors;
    }

    /// True when it is open.
    boolean step(OwnerLinks links) {
        switch (stage) {
            case 0 -> readEnds();
            case 1 -> readCheckpoints();
            case 2 -> readEndsAgain();
            case 3 -> choose();
            case 4 -> readFloors();
            default -> {
                if (isNew && world.mutant() != Mutant.CACHE_CLAIMED_AFTER_THE_HINT) {
                    claim();
                }
                if (links.hold(from.generation(), isNew)) {
                    if (world.isTracing()) {
                        world.trace("opened at " + from);
                    }
                    return true;
                }
                return false;
            }
        }
        stage++;
        return false;
    }

    /// The product's cache flag; its claim says nothing of a new generation, and readers read through.
    SimulatedFlag claim() {
        if (cache == null) {
            cache = new SimulatedFlag(world.registers(), from.generation());
            claim = world.registers().cache(0, from.generation()).version();
        }
        return cache;
    }

    long claimed() {
        return claim;
    }

    private void readCheckpoints() {
        floors = world.registers().offsets();
        reaches = world.registers().reaches();
    }

    /// When the generation stands: older ones come to no later checkpoint any more.
    private void readFloors() {
        floors = world.registers().offsets();
    }

    private void readEnds() {
        topic = world.log().topic();
        start = world.log().start();
        end = world.log().end();
    }

    /// What was decided must not seem to lie above the log's end, which moves on.
    private void readEndsAgain() {
        int newest = world.registers().newestGeneration().orElseThrow().number();
        if (Math.max(floors.getOrDefault(newest, 0L), reaches.getOrDefault(newest, 0L)) > end) {
            readEnds();
        }
    }

    private void choose() {
        Registers registers = world.registers();
        var newest = registers.newestGeneration().orElseThrow();
        boolean hasCheckpoint = floors.containsKey(newest.number());
        long offset = hasCheckpoint ? floors.getOrDefault(newest.number(), 0L) : newest.startOffset();
        if (cutGeneration == newest.number()) {
            next(newest, divergence);
            return;
        }
        boolean intact = newest.topic() == topic && offset >= start && offset <= end;
        if (!intact) {
            next(newest, offset);
            return;
        }
        if (reaches.getOrDefault(newest.number(), 0L) > end && world.mutant() != Mutant.REACH_NOT_READ) {
            next(newest, end);
            return;
        }
        from = new Position(newest.number(), offset);
        leaderEpoch = hasCheckpoint ? registers.leaderEpoch(newest.number()) : -1;
        isNew = newest.number() > 0 && !hasCheckpoint;
    }

    private void next(Registers.Generation lost, long processed) {
        long first = lost.topic() == topic ? Math.clamp(processed, start, end) : start;
        var opened = world.registers().open(new Registers.Generation(lost.number() + 1, topic, first));
        world.begun(opened.number());
        from = new Position(opened.number(), opened.startOffset());
        isNew = true;
    }
}
