package io.warbler.presence.presence;

/// One process of a gateway node, as keys in Redis name it.
public record NodeEpoch(String node, String epoch) {}
