package io.warbler.migrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Clock;
import java.util.List;

/// Keyspaces and tables of services; repeatable, safe to run twice at once.
public final class SchemaMigrator {

    /// Every service that owns a keyspace.
    public static final List<String> SERVICES = List.of("auth", "message", "friend", "presence");

    private final CqlSession session;
    private final CassandraTarget target;
    private final Clock clock;

    public SchemaMigrator(CqlSession session, CassandraTarget target) {
        this(session, target, Clock.systemUTC());
    }

    SchemaMigrator(CqlSession session, CassandraTarget target, Clock clock) {
        this.session = session;
        this.target = target;
        this.clock = clock;
    }

    /// Applies what is missing; the message keyspace also gets its layout row, which must agree with `layout`.
    ///
    /// @return the scripts applied now
    public List<String> migrate(String service, TopicLayout layout) {
        if (!SERVICES.contains(service)) {
            throw new IllegalArgumentException("service: '" + service + "' (expected: one of " + SERVICES + ")");
        }
        var keyspace = target.keyspaceOf(service);
        var scripts = CqlCatalogue.scriptsOf(service);
        var applied = new KeyspaceMigrator(session, target.replication(), clock).migrate(keyspace, scripts);
        if (service.equals("message")) {
            keepLayout(keyspace, layout);
        }
        return applied;
    }

    /// Drops the keyspace of a service; for tests.
    public void drop(String service) {
        session.execute("DROP KEYSPACE IF EXISTS " + target.keyspaceOf(service));
    }

    /// First writer wins, by LWT: the layout decides in which partition a conversation's log is.
    private void keepLayout(String keyspace, TopicLayout layout) {
        var row = session.execute("SELECT slot_count, partition_count, delivery_partition_count FROM " + keyspace
                        + ".log_layout WHERE name = 'log'")
                .one();
        if (row == null) {
            row = session.execute(SimpleStatement.newInstance(
                            "INSERT INTO " + keyspace
                                    + ".log_layout (name, slot_count, partition_count, delivery_partition_count)"
                                    + " VALUES ('log', ?, ?, ?) IF NOT EXISTS",
                            TopicLayout.SLOT_COUNT,
                            layout.logPartitions(),
                            layout.deliveryPartitions()))
                    .one();
        }
        if (row == null || row.getColumnDefinitions().size() == 1) {
            return;
        }
        requireSame("slot_count", row.getInt("slot_count"), TopicLayout.SLOT_COUNT);
        requireSame("partition_count", row.getInt("partition_count"), layout.logPartitions());
        requireSame("delivery_partition_count", row.getInt("delivery_partition_count"), layout.deliveryPartitions());
    }

    private void requireSame(String column, int stored, int wanted) {
        if (stored != wanted) {
            throw new MigrationException(
                    "log_layout of " + target.keyspaceOf("message") + ": " + column + " is " + stored + " (expected: "
                            + wanted + " as configured); the layout is fixed once a cluster has data");
        }
    }
}
