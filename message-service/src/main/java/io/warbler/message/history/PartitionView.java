package io.warbler.message.history;

import io.warbler.kernel.Position;
import java.util.Map;
import java.util.Optional;

/// What a partition of the log says about itself at one moment: a lower bound of what is complete.
///
/// @param checkpoint         the newest generation's; everything of that generation below it is stored
/// @param offsetByGeneration the checkpoint of each generation
/// @param cacheProcess       the process of Redis in which heads and tails may be used, if there is one
public record PartitionView(Position checkpoint, Map<Integer, Long> offsetByGeneration, Optional<String> cacheProcess) {

    public PartitionView {
        offsetByGeneration = Map.copyOf(offsetByGeneration);
    }

    /// Whether every row up to and including this position is stored.
    boolean isComplete(Position position) {
        return position.offset() < offsetByGeneration.getOrDefault(position.generation(), 0L);
    }
}
