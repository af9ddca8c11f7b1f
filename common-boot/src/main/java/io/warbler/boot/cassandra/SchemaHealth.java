package io.warbler.boot.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/// Up when Cassandra answers within a second and the keyspace has at least the schema version that the service needs.
final class SchemaHealth extends AbstractHealthIndicator {

    private final CqlSession session;
    private final int wantedVersion;

    SchemaHealth(CqlSession session, int wantedVersion) {
        super("Cassandra does not answer");
        this.session = session;
        this.wantedVersion = wantedVersion;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        int version = SchemaVersion.of(session);
        builder.status(version >= wantedVersion ? Status.UP : Status.DOWN)
                .withDetail("version", version)
                .withDetail("wanted", wantedVersion);
    }
}
