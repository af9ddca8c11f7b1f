package io.warbler.gateway.connection;

import org.springframework.stereotype.Component;

/// What all connections of the node share.
@Component
record Edge(
        ConnectionProperties limits,
        Connections connections,
        RequestHandlers handlers,
        HeartbeatWheels wheels,
        ConnectionMetrics metrics) {}
