package io.warbler.presence.presence;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which of some gateway processes are alive, and when the others last were.
///
/// @param lastAliveByNode those that announced themselves within the last day
public record Liveness(Set<NodeEpoch> alive, Map<NodeEpoch, Instant> lastAliveByNode) {

    public boolean isAlive(NodeEpoch node) {
        return alive.contains(node);
    }

    Optional<Instant> lastAliveAt(NodeEpoch node) {
        return Optional.ofNullable(lastAliveByNode.get(node));
    }
}
