package io.warbler.message.sync;

import io.warbler.kernel.Position;
import io.warbler.message.history.PartitionView;
import java.util.List;

/// A moment in every partition of the log: whatever has a smaller position was there to be read.
///
/// @param positions per partition; empty: before everything
/// @param timeMs    for what is not of the log, milliseconds since the Unix epoch
record Mark(List<Position> positions, long timeMs) {

    /// Before everything.
    static final Mark NOTHING = new Mark(List.of(), 0);

    Mark {
        positions = List.copyOf(positions);
    }

    static Mark of(List<PartitionView> views, long timeMs) {
        return new Mark(views.stream().map(PartitionView::checkpoint).toList(), timeMs);
    }

    boolean isNothing() {
        return positions.isEmpty();
    }

    /// The first position of a partition that was not there yet.
    Position of(int partition) {
        return isNothing() ? Position.START : positions.get(partition);
    }
}
