package io.warbler.boot.cassandra;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the service's part of Cassandra.
///
/// @param keyspacePrefix set before the keyspace's name, so that deployments can share a cluster
/// @param keyspace       the service's keyspace without prefix; set by the service itself
/// @param schemaVersion  the schema version that the service needs at least; set by the service itself
/// @param startTimeout   how long to wait at start for Cassandra and the keyspace
@ConfigurationProperties(prefix = "warbler.cassandra", ignoreUnknownFields = false)
public record KeyspaceProperties(
        @DefaultValue("warbler_") String keyspacePrefix,
        String keyspace,
        @DefaultValue("1") int schemaVersion,
        @DefaultValue("60s") Duration startTimeout) {

    /// Prefix and name.
    public String keyspaceName() {
        return keyspacePrefix + keyspace;
    }
}
