package io.warbler.message.simulation;

/// How far a client's connection has come.
enum Connection {
    NONE,
    ACCEPTED,
    ROUTED,
    ONLINE
}
