package io.warbler.message.simulation;

import io.warbler.kernel.Position;
import io.warbler.message.storage.CacheRegister;
import io.warbler.message.storage.CacheState;
import io.warbler.message.storage.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables `checkpoints` and `log_generations` of the one partition.
final class Registers implements CacheRegister {

    private final List<Generation> generations = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();

    /// As the product stores it.
    record Generation(int number, int topic, long startOffset) {}

    private static final class Cell {

        private boolean written;
        private long offset = -1;
        private int leaderEpoch = -1;
        private @Nullable Reach reach;
        private long cacheVersion;
        private String cacheProcess = "";
    }

    Optional<Generation> newestGeneration() {
        return generations.isEmpty() ? Optional.empty() : Optional.of(generations.getLast());
    }

    /// The first writer of a number wins.
    Generation open(Generation wanted) {
        if (wanted.number() < generations.size()) {
            return generations.get(wanted.number());
        }
        generations.add(wanted);
        return wanted;
    }

    /// A max-register: the offset is the timestamp.
    void advance(Position position, int leaderEpoch) {
        Cell cell = written(position.generation());
        if (position.offset() > cell.offset) {
            cell.offset = position.offset();
            cell.leaderEpoch = leaderEpoch;
        }
    }

    /// A max-register, too.
    void extend(int generation, Reach reach) {
        Cell cell = written(generation);
        if (cell.reach == null || reach.offset() > cell.reach.offset()) {
            cell.reach = reach;
        }
    }

    /// By generation: nothing from there on was decided.
    Map<Integer, Long> reaches() {
        Map<Integer, Long> reaches = new HashMap<>();
        for (int generation = 0; generation < cells.size(); generation++) {
            Reach reach = cells.get(generation).reach;
            if (reach != null) {
                reaches.put(generation, reach.offset());
            }
        }
        return reaches;
    }

    Optional<Reach> reach(int generation) {
        return Optional.ofNullable(cell(generation).reach);
    }

    boolean hasCheckpoint(int generation) {
        return generation < cells.size() && cells.get(generation).offset >= 0;
    }

    long offset(int generation) {
        return cell(generation).offset;
    }

    int leaderEpoch(int generation) {
        return cell(generation).leaderEpoch;
    }

    Optional<String> cacheProcess(int generation) {
        String process = cell(generation).cacheProcess;
        return process.isEmpty() ? Optional.empty() : Optional.of(process);
    }

    /// By generation.
    Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        for (int generation = 0; generation < cells.size(); generation++) {
            if (cells.get(generation).offset >= 0) {
                offsets.put(generation, cells.get(generation).offset);
            }
        }
        return offsets;
    }

    /// Whether nobody claimed the cache after whoever did with this version.
    boolean isLastClaim(int generation, long claim) {
        return !CacheState.isOtherClaim(cell(generation).cacheVersion, claim);
    }

    @Override
    public CacheState claimCache(int partition, int generation) {
        Cell cell = written(generation);
        cell.cacheVersion = CacheState.nextClaim(cell.cacheVersion);
        return cache(partition, generation);
    }

    @Override
    public long distrustCache(int partition, int generation) {
        Cell cell = written(generation);
        cell.cacheProcess = "";
        cell.cacheVersion++;
        return cell.cacheVersion;
    }

    @Override
    public boolean trustCache(int partition, int generation, long version, String process) {
        Cell cell = cell(generation);
        if (cell.cacheVersion != version) {
            return false;
        }
        cell.cacheProcess = process;
        return true;
    }

    @Override
    public CacheState cache(int partition, int generation) {
        return new CacheState(cell(generation).cacheVersion, cacheProcess(generation));
    }

    private Cell written(int generation) {
        Cell cell = cell(generation);
        cell.written = true;
        return cell;
    }

    /// By generation, as readers see it: a row may lack its offset.
    Map<Integer, Long> rows() {
        Map<Integer, Long> rows = new HashMap<>();
        for (int generation = 0; generation < cells.size(); generation++) {
            if (cells.get(generation).written) {
                rows.put(generation, Math.max(0, cells.get(generation).offset));
            }
        }
        return rows;
    }

    private Cell cell(int generation) {
        while (cells.size() <= generation) {
            cells.add(new Cell());
        }
        return cells.get(generation);
    }
}
