package io.warbler.message.ownership;

import io.warbler.message.sequencing.Row;
import io.warbler.message.storage.CacheRegister;
import java.util.List;

/// The product's cache flag of partition 0, and how it stores a batch, for tests of other packages.
public final class SimulatedFlag {

    private final CacheFlag flag;

    /// As `PartitionOpening` makes it.
    public SimulatedFlag(CacheRegister register, int generation) {
        flag = CacheFlag.claim(register, 0, generation);
    }

    /// What is written one after the other.
    public static List<List<Row>> waves(List<Row> rows) {
        return BatchStore.waves(rows);
    }

    /// As `BatchRun` does after a write that went to this process of Redis, or to none (empty).
    ///
    /// @param late whether the partition may belong to somebody else by now
    public void written(String process, boolean late) {
        if (late) {
            flag.distrustUnlessIn(process);
        } else {
            flag.distrustUnlessOf(process);
        }
    }

    /// Whether another owner has claimed the cache, as far as this one knows.
    public boolean isOvertaken() {
        return flag.isOvertaken();
    }

    /// As `CacheRepair` does: looks at what is stored, drops what may be stale, tells readers.
    public void repair(String process, Runnable drop) {
        flag.checkStored();
        if (flag.needsRepair(process) && flag.beginRepair(process)) {
            drop.run();
            flag.endRepair(true);
        }
    }
}
