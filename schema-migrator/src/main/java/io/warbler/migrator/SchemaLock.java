package io.warbler.migrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// One migrator at a time per keyspace: a row written by LWT whose TTL is the lease, so that a dead holder blocks for
/// a lease at most. The holder renews before each script and stops when it finds itself replaced.
final class SchemaLock implements AutoCloseable {

    private static final int LEASE_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(3 * LEASE_SECONDS);
    private static final long POLL_MILLIS = 250;

    private final CqlSession session;
    private final String table;
    private final String owner = UUID.randomUUID().toString();

    private SchemaLock(CqlSession session, String keyspace) {
        this.session = session;
        this.table = keyspace + ".schema_lock";
    }

    static SchemaLock acquire(CqlSession session, String keyspace) {
        var lock = new SchemaLock(session, keyspace);
        session.execute("CREATE TABLE IF NOT EXISTS " + lock.table + " (name text PRIMARY KEY, owner text)");
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!lock.tryAcquire()) {
            if (System.nanoTime() > deadline) {
                throw new MigrationException("lock " + lock.table + " is held by another migrator for more than "
                        + PATIENCE.toSeconds() + " s (expected: it ends; its lease is " + LEASE_SECONDS + " s)");
            }
            lock.pause();
        }
        return lock;
    }

    void renew() {
        var renewed = session.execute(SimpleStatement.newInstance(
                "UPDATE " + table + " USING TTL " + LEASE_SECONDS + " SET owner = ? WHERE name = 'schema' IF owner = ?",
                owner,
                owner));
        if (!renewed.wasApplied()) {
            throw new MigrationException("lock " + table + " was lost (expected: each script ends within "
                    + LEASE_SECONDS + " s); run the migrator again");
        }
    }

    @Override
    public void close() {
        session.execute(
                SimpleStatement.newInstance("DELETE FROM " + table + " WHERE name = 'schema' IF owner = ?", owner));
    }

    private boolean tryAcquire() {
        return session.execute(SimpleStatement.newInstance(
                        "INSERT INTO " + table + " (name, owner) VALUES ('schema', ?) IF NOT EXISTS USING TTL "
                                + LEASE_SECONDS,
                        owner))
                .wasApplied();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("interrupted while waiting for " + table, e);
        }
    }
}
