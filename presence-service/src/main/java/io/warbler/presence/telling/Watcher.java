package io.warbler.presence.telling;

import io.warbler.kernel.UserId;
import io.warbler.presence.presence.NodeEpoch;

/// A user who watches, on one gateway node.
record Watcher(NodeEpoch node, UserId user) {}
