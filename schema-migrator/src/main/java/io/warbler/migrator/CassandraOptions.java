package io.warbler.migrator;

import picocli.CommandLine.Option;

/// Which Cassandra, and which of its keyspaces, as options of a command (a picocli mixin).
public final class CassandraOptions {

    @Option(
            names = "--cassandra",
            description = "host:port for CQL, separated by commas",
            defaultValue = "${env:WARBLER_CASSANDRA:-127.0.0.1:29042}")
    private String cassandra = "";

    @Option(
            names = "--datacenter",
            description = "local data centre of Cassandra",
            defaultValue = "${env:WARBLER_CASSANDRA_DATACENTER:-datacenter1}")
    private String datacenter = "";

    @Option(
            names = "--keyspace-prefix",
            description = "before auth, message, friend, presence",
            defaultValue = "${env:WARBLER_KEYSPACE_PREFIX:-warbler_}")
    private String keyspacePrefix = "";

    /// What the options name; new keyspaces get the replication.
    public CassandraTarget target(Replication replication) {
        return new CassandraTarget(cassandra, datacenter, keyspacePrefix, replication);
    }
}
