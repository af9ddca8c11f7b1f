package io.warbler.presence.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a user stands by what gateways wrote to Redis.
///
/// @param leftBehindAt when a node was last alive that died while it held connections of the user; null when none did
record Standing(State state, @Nullable Instant leftBehindAt) {

    enum State {
        /// Connected to a live node, and not all of its connections there are away.
        ACTIVE,
        /// Connected, and all connections are away.
        AWAY,
        /// Not connected to any live node.
        GONE
    }
}
