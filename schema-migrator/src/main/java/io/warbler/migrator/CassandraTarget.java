package io.warbler.migrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Where the keyspaces are.
///
/// @param contactPoints `host:port`, separated by commas
/// @param datacenter the local one of the session
/// @param keyspacePrefix what stands before the service's name
public record CassandraTarget(String contactPoints, String datacenter, String keyspacePrefix, Replication replication) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Duration DDL_TIMEOUT = Duration.ofSeconds(30);

    public CassandraTarget {
        if (!PREFIX.matcher(keyspacePrefix).matches()) {
            throw new IllegalArgumentException(
                    "keyspacePrefix: '" + keyspacePrefix + "' (expected: " + PREFIX.pattern() + ")");
        }
        addresses(contactPoints);
    }

    /// The keyspace of a service.
    public String keyspaceOf(String service) {
        return keyspacePrefix + service;
    }

    /// A session for schema work: long timeouts, no schema metadata, every statement waits for agreement.
    public CqlSession open() {
        return builder().build();
    }

    /// The same, in the keyspace of a service.
    public CqlSession open(String service) {
        return builder().withKeyspace(keyspaceOf(service)).build();
    }

    private CqlSessionBuilder builder() {
        var config = DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, DDL_TIMEOUT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, Duration.ofSeconds(10))
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_AGREEMENT_TIMEOUT, DDL_TIMEOUT)
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .build();
        return CqlSession.builder()
                .addContactPoints(addresses(contactPoints))
                .withLocalDatacenter(datacenter)
                .withConfigLoader(config);
    }

    private static List<InetSocketAddress> addresses(String contactPoints) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (String point : contactPoints.split(",", -1)) {
            var colon = point.lastIndexOf(':');
            if (colon < 1 || !point.substring(colon + 1).matches("[0-9]{1,5}")) {
                throw new IllegalArgumentException(
                        "contactPoints: '" + contactPoints + "' (expected: host:port, separated by commas)");
            }
            addresses.add(new InetSocketAddress(
                    point.substring(0, colon).strip(), Integer.parseInt(point.substring(colon + 1))));
        }
        return addresses;
    }
}
