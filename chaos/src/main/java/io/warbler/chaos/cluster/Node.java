package io.warbler.chaos.cluster;

import io.warbler.stack.process.Ports;
import io.warbler.stack.service.Service;

/// A process of a service.
///
/// @param grpc 0 for a gateway
/// @param tls  0 for all but a gateway
public record Node(Service service, String name, int http, int grpc, int tls) {

    static Node of(Service service, int number) {
        boolean gateway = service == Service.GATEWAY;
        return new Node(
                service,
                service.shortName() + "-" + number,
                Ports.free(),
                gateway ? 0 : Ports.free(),
                gateway ? Ports.free() : 0);
    }
}
