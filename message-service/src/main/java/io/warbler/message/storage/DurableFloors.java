package io.warbler.message.storage;

import io.warbler.kernel.Position;
import java.util.Map;

/// Up to where each earlier generation of a partition is known to be durable: its last checkpoint.
///
/// @param checkpoints by generation; the present generation needs none, for below a position of it all is durable
public record DurableFloors(Map<Integer, Long> checkpoints) {

    public DurableFloors {
        checkpoints = Map.copyOf(checkpoints);
    }

    /// Whether every row at or before `position` is durable, seen by an assignment that has come to `below`.
    boolean isDurable(Position position, Position below) {
        return position.generation() == below.generation()
                || position.offset() < checkpoints.getOrDefault(position.generation(), 0L);
    }
}
