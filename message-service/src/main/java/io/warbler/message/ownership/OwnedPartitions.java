package io.warbler.message.ownership;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The partitions of the log that this node decides now, for whatever else belongs to their owner. Somebody else may
/// have
/// taken one over a moment ago: what is done for it must do no harm when it is done twice.
@Component
public class OwnedPartitions {

    private final Set<Integer> numbers = ConcurrentHashMap.newKeySet();

    OwnedPartitions() {}

    /// A copy.
    public Set<Integer> now() {
        return Set.copyOf(numbers);
    }

    void taken(int partition) {
        numbers.add(partition);
    }

    void gone(int partition) {
        numbers.remove(partition);
    }
}
