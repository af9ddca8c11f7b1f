package io.warbler.gateway.submit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The newest generation that the node knows of each log partition. What an older generation says does not count any
/// more: its verdicts and messages may be lost (rules of the message path, 6). Callable by any thread.
@Component
public final class Generations {

    private final Map<Integer, Integer> generationByPartition = new ConcurrentHashMap<>();

    /// Whether items of the partition's generation still count; those of no log partition (-1) always do.
    public boolean isCurrent(int partition, int generation) {
        return partition < 0 || generation >= generationByPartition.getOrDefault(partition, 0);
    }

    /// From now on only this generation counts, or a later one. False when that was known.
    boolean opened(int partition, int generation) {
        int before = generationByPartition.getOrDefault(partition, 0);
        generationByPartition.merge(partition, generation, Math::max);
        return generation > before;
    }
}
