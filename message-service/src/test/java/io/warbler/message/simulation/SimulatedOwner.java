package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.ownership.SimulatedFlag;
import io.warbler.message.sequencing.Decision;
import io.warbler.message.sequencing.Decision.Appended;
import io.warbler.message.sequencing.LogEntry;
import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.DurableFloors;
import io.warbler.message.storage.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A node that owns the partition, or thinks so: one step at a time, so that anything may happen between two.
final class SimulatedOwner {

    private final World world;
    private final OwnerLinks links;
    private final List<Stage> stages;
    private final int rules;
    private final int number;
    private final int skewMs;
    private final int largestBody;
    private final int maxWeight;

    private boolean busy;
    private boolean dead;
    private boolean stopped;
    private @Nullable Assignment assignment;
    private @Nullable Opening opening;

    SimulatedOwner(World world, int rules) {
        Chance chance = world.chance();
        this.world = world;
        this.rules = rules;
        number = world.nextOwner();
        links = new OwnerLinks(world, toString());
        stages = Stage.of(world.mutant());
        skewMs = chance.below(2_000);
        largestBody = chance.oneIn(2) ? Records.MAX_BODY_BYTES : Records.MAX_BODY_BYTES / 2;
        maxWeight = world.plan().maxWeight();
        opening = new Opening(world);
    }

    /// What lives from the opening of the partition to its end.
    private static final class Assignment {

        private final int generation;
        private final Decider decider;
        private final SimulatedFlag cache;
        private final long claim;
        private final long logEnd;
        private final Batch batch = new Batch();
        private long next;
        private int epoch;
        private int batchEpoch;
        private Position complete;
        private int completeEpoch;
        private Position checkpoint;

        private Assignment(World world, Opening opened, Decider decider) {
            generation = opened.from().generation();
            this.decider = decider;
            cache = opened.claim();
            claim = opened.claimed();
            logEnd = world.log().end();
            next = opened.from().offset();
            epoch = opened.leaderEpoch();
            complete = opened.from();
            completeEpoch = epoch;
            checkpoint = complete;
        }
    }

    @Override
    public String toString() {
        return "owner " + number;
    }

    OwnerLinks links() {
        return links;
    }

    boolean isBusy() {
        return busy;
    }

    boolean isDead() {
        return dead;
    }

    /// It met records that it does not know how to decide.
    boolean isStopped() {
        return stopped;
    }

    int largestBody() {
        return largestBody;
    }

    long clockMs() {
        return world.log().clockMs() + skewMs;
    }

    void crash() {
        dead = true;
    }

    /// The generation that it works on; -1 while it is not open.
    int generation() {
        return assignment == null ? -1 : assignment.generation;
    }

    /// Nothing left to do for now.
    boolean isIdle() {
        return dead
                || stopped
                || (assignment != null
                        && assignment.batch.entries.isEmpty()
                        && assignment.next == world.log().end()
                        && !isTruncated(assignment)
                        && !world.isForeign(assignment.generation)
                        && assignment.next >= assignment.logEnd
                        && !isFoundCut(assignment)
                        && assignment.checkpoint.equals(assignment.complete));
    }

    void step() {
        if (dead || busy || stopped) {
            return;
        }
        busy = true;
        try {
            stepOnce();
        } finally {
            busy = false;
        }
    }

    private void stepOnce() {
        links.ask();
        Assignment mine = assignment;
        if (mine == null) {
            open();
        } else if (mine.batch.entries.isEmpty()) {
            poll(mine);
        } else {
            run(mine);
        }
    }

    /// Another one has opened the partition: mostly it is theirs, and this one learns of it.
    private void leave() {
        if (world.isSettling() || !world.chance().oneIn(3)) {
            world.trace(() -> this + " leaves");
            dead = true;
        } else {
            reopen();
        }
    }

    private void reopen() {
        world.trace(() -> this + " opens again");
        assignment = null;
        opening = new Opening(world);
    }

    private void open() {
        Opening current = opening == null ? new Opening(world) : opening;
        opening = current;
        if (!current.step(links) || dead) {
            return;
        }
        if (world.log().end() < current.end()) {
            opening = new Opening(world);
            return;
        }
        world.registers().advance(current.from(), current.leaderEpoch());
        assignment = new Assignment(world, current, new Decider(world, this, new DurableFloors(current.floors())));
        opening = null;
    }

    private boolean isTruncated(Assignment mine) {
        return mine.epoch >= 0 && mine.next > world.log().endOf(mine.epoch);
    }

    /// An owner to which nothing comes for a while looks whether more was decided than the log holds.
    private boolean isFoundCut(Assignment mine) {
        return world.isSettling()
                && world.mutant() != Mutant.REACH_NOT_READ
                && world.registers().reaches().getOrDefault(mine.generation, 0L)
                        > world.log().end();
    }

    /// Takes records, or writes the checkpoint, or mends the cache.
    private void poll(Assignment mine) {
        checkpointWhenDue(mine);
        if (world.chance().oneIn(6) && mine.complete.offset() >= mine.logEnd) {
            String process = links.redisProcess();
            mine.cache.repair(process, () -> drop(process));
        }
        if (dead) {
            return;
        }
        SimulatedLog log = world.log();
        if (isTruncated(mine)) {
            opening = new Opening(world, mine.generation, log.endOf(mine.epoch));
            assignment = null;
            return;
        }
        boolean waitsInVain = mine.next == log.end() && (mine.next < mine.logEnd || isFoundCut(mine));
        if (mine.next < log.start() || mine.next > log.end() || waitsInVain || world.isForeign(mine.generation)) {
            reopen();
            return;
        }
        take(mine, log);
    }

    private void drop(String process) {
        world.pause();
        world.trace(() -> this + " drops heads in " + process + " while " + world.redis());
        if (world.redis().process().equals(process)) {
            world.redis().dropHeads();
        }
    }

    private void take(Assignment mine, SimulatedLog log) {
        int wanted = 1 + world.chance().below(5);
        while (wanted-- > 0 && mine.next < log.end()) {
            var stored = log.at(mine.next);
            if (stored.record().getRules() > rules && world.mutant() != Mutant.NEWER_RULES_ARE_DECIDED) {
                stopped = mine.batch.entries.isEmpty();
                return;
            }
            if (mine.batch.entries.isEmpty()) {
                mine.batchEpoch = stored.leaderEpoch();
                mine.batch.accidentsBefore = log.accidents();
            } else if (mine.batchEpoch != stored.leaderEpoch()) {
                return;
            }
            var position = new Position(mine.generation, mine.next);
            mine.batch.entries.add(new LogEntry(position, stored.appendTimeMs(), known(stored)));
            mine.next++;
            mine.epoch = stored.leaderEpoch();
        }
    }

    /// Code that does not know the newer rules reads past what they add.
    private io.warbler.proto.log.v1.LogRecord known(SimulatedLog.Stored stored) {
        return stored.record().getRules() > rules ? NewerRules.asReadByOlderCode(stored.record()) : stored.record();
    }

    private void run(Assignment mine) {
        Batch batch = mine.batch;
        boolean done = switch (stages.get(batch.stage)) {
            case DECIDE -> decide(mine);
            case REACH -> extend(mine);
            case STORE -> store(batch);
            case CACHE -> cache(mine);
            case TELL -> tell(mine);
            case PASS -> pass(mine);
        };
        if (!done || assignment != mine) {
            return;
        }
        batch.stage++;
        if (batch.stage == stages.size()) {
            mine.batch.clear();
            mine.decider.evict(maxWeight);
        }
    }

    /// Loads and decides; begins anew when another owner is ahead, for it may have removed what was read.
    private boolean decide(Assignment mine) {
        Position first = mine.batch.entries.getFirst().position();
        if (mine.batchEpoch != mine.completeEpoch && isCut(mine, first)) {
            opening = new Opening(world, mine.generation, first.offset());
            assignment = null;
            return false;
        }
        mine.batch.decisions = mine.decider.decide(mine.batch.entries, mine.batch.rows);
        if (world.isTracing()) {
            mine.batch.decisions.forEach(it -> world.trace("owner " + number + " decided " + Traces.of(it)));
        }
        for (var checkpoint : world.registers().offsets().entrySet()) {
            if (first.isBefore(new Position(checkpoint.getKey(), checkpoint.getValue())) && mine.decider.hasLoaded()) {
                reopen();
                return false;
            }
        }
        if (world.mutant() == Mutant.ROUTES_BEFORE_STORE) {
            links.readRoutes(mine.batch.decisions, mine.decider.repaired());
        }
        return true;
    }

    /// Whether others were decided where these records stand.
    private boolean isCut(Assignment mine, Position first) {
        boolean isCut = world.mutant() != Mutant.REACH_NOT_READ
                && world.registers()
                        .reach(mine.generation)
                        .filter(reach -> reach.isCutBy(first.offset(), mine.batchEpoch))
                        .isPresent();
        world.pause();
        return isCut;
    }

    /// Notes how far this owner decides; true when that is durable. If it took long, the log may be another one
    /// now.
    private boolean extend(Assignment mine) {
        if (!mine.batch.extending) {
            mine.batch.extending = true;
            var reach = new Reach(mine.next, mine.batchEpoch);
            world.network().extend(mine.generation, reach, this, () -> mine.batch.extended = true);
        }
        boolean isLate = world.log().accidents() > mine.batch.accidentsBefore;
        if (mine.batch.extended && isLate && world.mutant() != Mutant.REACH_NOTED_LATE) {
            reopen();
            return false;
        }
        return mine.batch.extended;
    }

    /// Writes the rows wave by wave, those of a wave in parallel; true when all of them are durable.
    private boolean store(Batch batch) {
        if (!batch.written) {
            batch.written = true;
            batch.waves = world.mutant().waves(batch.rows);
            batch.wave = 0;
            write(batch);
        }
        if (batch.unwritten > 0) {
            return false;
        }
        batch.wave++;
        if (batch.wave >= batch.waves.size()) {
            return true;
        }
        write(batch);
        return false;
    }

    private void write(Batch batch) {
        List<Row> rows = batch.waves.get(batch.wave);
        batch.unwritten = rows.size();
        rows.forEach(row -> world.network().write(row, this, () -> batch.unwritten--));
    }

    private boolean cache(Assignment mine) {
        List<Appended> appended = new ArrayList<>();
        for (Decision decision : mine.batch.decisions) {
            if (decision.appended() != null) {
                appended.add(decision.appended());
            }
        }
        return appended.isEmpty() || cache(mine, appended);
    }

    private boolean cache(Assignment mine, List<Appended> appended) {
        // whoever lost the partition was away for longer than a batch may take, or knows of it
        boolean late = !world.registers().isLastClaim(mine.generation, mine.claim);
        boolean mayMakeHeads = mine.next >= mine.logEnd || world.mutant() == Mutant.OLDER_HEAD_GETS_IN;
        Optional<String> process = late ? Optional.empty() : links.advanceHeads(appended, mayMakeHeads);
        mine.cache.written(process.orElse(""), late);
        if (world.isTracing()) {
            world.trace(this + " cached in " + process.orElse("none") + (mayMakeHeads ? ": " : ", makes no heads: ")
                    + world.redis() + ", readers use "
                    + world.registers().cacheProcess(mine.generation).orElse("none"));
        }
        if (mine.cache.isOvertaken()) {
            leave();
            return false;
        }
        return true;
    }

    private boolean tell(Assignment mine) {
        return links.publish(mine.batch.decisions, mine.decider.repaired());
    }

    private boolean pass(Assignment mine) {
        mine.complete = new Position(mine.generation, mine.next);
        mine.completeEpoch = mine.epoch;
        if (world.mutant() == Mutant.COMMIT_BEFORE_WRITE || world.mutant() == Mutant.CHECKPOINT_BEFORE_PUBLISH) {
            world.registers().advance(mine.complete, mine.completeEpoch);
        }
        return true;
    }

    private void checkpointWhenDue(Assignment mine) {
        boolean due = world.isSettling() || world.chance().oneIn(3);
        if (due && !mine.checkpoint.equals(mine.complete)) {
            mine.checkpoint = mine.complete;
            world.network().checkpoint(mine.complete, mine.completeEpoch, this);
        }
    }
}
