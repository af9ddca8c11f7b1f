package io.warbler.boot.node;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings of the node.
///
/// @param id the node id, unique in the deployment; default: the service's name, a dash and 8 random hexadecimal digits
@ConfigurationProperties(prefix = "warbler.node", ignoreUnknownFields = false)
public record NodeProperties(@Nullable String id) {}
