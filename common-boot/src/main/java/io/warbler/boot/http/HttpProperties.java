package io.warbler.boot.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Settings of the REST endpoints.
///
/// @param maxBody largest body of a request
@ConfigurationProperties(prefix = "warbler.http", ignoreUnknownFields = false)
public record HttpProperties(@DefaultValue("64KB") DataSize maxBody) {}
