package io.warbler.boot.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the session, patiently: Cassandra and the migrator may start after the service.
final class SessionOpener {

    private static final Logger log = LoggerFactory.getLogger(SessionOpener.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Supplier<CqlSessionBuilder> builders;
    private final KeyspaceProperties properties;

    SessionOpener(Supplier<CqlSessionBuilder> builders, KeyspaceProperties properties) {
        this.builders = builders;
        this.properties = properties;
    }

    /// A session whose keyspace has the wanted schema version.
    CqlSession open() {
        long start = System.nanoTime();
        for (boolean told = false; ; told = true) {
            var session = tryOpen();
            if (session.isPresent()) {
                return session.get();
            }
            if (System.nanoTime() - start > properties.startTimeout().toNanos()) {
                throw new IllegalStateException("keyspace " + properties.keyspaceName() + ": not ready after "
                        + properties.startTimeout()
                        + " (expected: Cassandra running and the schema migrated to version "
                        + properties.schemaVersion() + ")");
            }
            if (!told) {
                log.atInfo().addKeyValue("keyspace", properties.keyspaceName()).log("Waiting for Cassandra");
            }
            pause();
        }
    }

    private Optional<CqlSession> tryOpen() {
        try {
            var session = builders.get().withKeyspace(properties.keyspaceName()).build();
            if (isMigrated(session)) {
                return Optional.of(session);
            }
            session.close();
        } catch (DriverException e) {
            log.atDebug().setCause(e).log("Cassandra is not ready");
        }
        return Optional.empty();
    }

    private boolean isMigrated(CqlSession session) {
        try {
            return SchemaVersion.of(session) >= properties.schemaVersion();
        } catch (DriverException e) {
            log.atDebug().setCause(e).log("Schema version is not readable");
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Cassandra", e);
        }
    }
}
