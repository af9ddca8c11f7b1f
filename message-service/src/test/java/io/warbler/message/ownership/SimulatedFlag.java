package io.warbler.message.ownership;

import io.warbler.message.storage.CacheRegister;
import java.util.Optional;

/// The product's cache flag of partition 0, for tests of other packages.
public final class SimulatedFlag {

    private final CacheFlag flag;

    /// As `PartitionOpening` makes it: what readers were told, or distrusted anew.
    public SimulatedFlag(CacheRegister register, int generation, Optional<String> process) {
        flag = process.map(it -> CacheFlag.trusted(register, 0, generation, it))
                .orElseGet(() -> CacheFlag.distrusted(register, 0, generation));
    }

    /// See [CacheFlag].
    public void distrust() {
        flag.distrust();
    }

    /// See [CacheFlag].
    public boolean isOf(String process) {
        return flag.isOf(process);
    }

    /// As `CacheRepair` does: looks at what is stored, drops what may be stale, tells readers.
    public void repair(String process, Runnable drop) {
        flag.checkStored();
        if (flag.needsRepair(process)) {
            flag.beginRepair(process);
            drop.run();
            flag.endRepair(true);
        }
    }
}
