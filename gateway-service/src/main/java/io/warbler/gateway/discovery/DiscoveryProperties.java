package io.warbler.gateway.discovery;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How instances of message-service are found (`warbler.gateway.discovery.*`); the list itself is
/// `warbler.services.message.grpc`.
///
/// @param resolveEvery how often names (`dns:///name:port`) are resolved again
public record DiscoveryProperties(@DefaultValue("5s") Duration resolveEvery) {}
