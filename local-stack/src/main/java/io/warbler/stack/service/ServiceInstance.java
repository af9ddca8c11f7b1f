package io.warbler.stack.service;

import io.warbler.stack.process.NamedPort;
import java.util.List;
import java.util.Map;

/// One process of a service; a service may have several.
///
/// @param name       unique in its folder, for example `message-service` or `message-2`
/// @param healthPort where its readiness is
/// @param ports      all that it listens on
/// @param properties Spring properties beyond the service's own defaults
public record ServiceInstance(
        Service service, String name, int healthPort, List<NamedPort> ports, Map<String, String> properties) {

    public ServiceInstance {
        ports = List.copyOf(ports);
    }
}
