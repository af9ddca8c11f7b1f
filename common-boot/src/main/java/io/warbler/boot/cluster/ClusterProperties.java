package io.warbler.boot.cluster;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Settings of the calls between services.
///
/// @param tokenFile file with the secret that the services of a deployment share, at least 32 characters; required
@ConfigurationProperties(prefix = "warbler.cluster", ignoreUnknownFields = false)
public record ClusterProperties(@Nullable Path tokenFile) {}
