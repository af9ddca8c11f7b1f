package io.warbler.gateway.rest;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// REST through the gateway (`warbler.gateway.rest.*`).
///
/// @param maxRequestBody largest request body, beyond: 413
public record RestProperties(@DefaultValue("64KB") DataSize maxRequestBody) {}
