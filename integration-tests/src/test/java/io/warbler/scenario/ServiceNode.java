package io.warbler.scenario;

import io.warbler.stack.service.Service;

/// A process of the cluster under test.
///
/// @param grpc 0 for a gateway
/// @param tls  0 for all but a gateway
record ServiceNode(Service kind, String name, int http, int grpc, int tls) {

    /// `auth`, `message`, …
    String service() {
        return kind.shortName();
    }
}
