package io.warbler.boot.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;

/// Reads the version that the migrator brought the session's keyspace to.
final class SchemaVersion {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final SimpleStatement QUERY = SimpleStatement.newInstance("SELECT version FROM schema_versions")
            .setTimeout(TIMEOUT)
            .setIdempotent(true);

    private SchemaVersion() {}

    /// 0 when no script was applied yet.
    static int of(CqlSession session) {
        return session.execute(QUERY).all().stream()
                .mapToInt(row -> row.getInt("version"))
                .max()
                .orElse(0);
    }
}
