package io.warbler.migrator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one keyspace to the version of its scripts, in order, each exactly once.
///
/// A script that fails half-way is run again as a whole, so its statements must be repeatable (IF NOT EXISTS).
final class KeyspaceMigrator {

    private static final Logger log = LoggerFactory.getLogger(KeyspaceMigrator.class);

    private final CqlSession session;
    private final Replication replication;
    private final Clock clock;

    KeyspaceMigrator(CqlSession session, Replication replication, Clock clock) {
        this.session = session;
        this.replication = replication;
        this.clock = clock;
    }

    /// The names of the scripts that were applied now; empty when there was nothing to do.
    List<String> migrate(String keyspace, List<CqlScript> scripts) {
        session.execute("CREATE KEYSPACE IF NOT EXISTS " + keyspace + " WITH replication = " + replication.cql()
                + " AND durable_writes = true");
        session.execute("CREATE TABLE IF NOT EXISTS " + keyspace
                + ".schema_versions (version int PRIMARY KEY, name text, checksum text, applied_at timestamp)");
        if (pending(keyspace, scripts).isEmpty()) {
            return List.of();
        }
        try (var lock = SchemaLock.acquire(session, keyspace)) {
            var pending = pending(keyspace, scripts);
            for (CqlScript script : pending) {
                lock.renew();
                apply(keyspace, script);
            }
            return pending.stream().map(CqlScript::name).toList();
        }
    }

    private List<CqlScript> pending(String keyspace, List<CqlScript> scripts) {
        var checksums = appliedChecksums(keyspace);
        for (CqlScript script : scripts) {
            refuseChanged(keyspace, script, checksums);
        }
        var pending = scripts.stream()
                .filter(script -> !checksums.containsKey(script.version()))
                .toList();
        refuseLate(keyspace, pending, checksums);
        return pending;
    }

    private Map<Integer, String> appliedChecksums(String keyspace) {
        Map<Integer, String> checksums = new HashMap<>();
        for (var row : session.execute("SELECT version, checksum FROM " + keyspace + ".schema_versions")) {
            checksums.put(row.getInt("version"), String.valueOf(row.getString("checksum")));
        }
        return checksums;
    }

    private static void refuseChanged(String keyspace, CqlScript script, Map<Integer, String> checksums) {
        var applied = checksums.get(script.version());
        if (applied != null && !applied.equals(script.checksum())) {
            throw new MigrationException("keyspace " + keyspace + ": " + script.name() + " has checksum "
                    + script.checksum() + " (expected: " + applied + ", as it was applied); put the change into a new "
                    + "script with the next version");
        }
    }

    private static void refuseLate(String keyspace, List<CqlScript> pending, Map<Integer, String> checksums) {
        var highest =
                checksums.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (CqlScript script : pending) {
            if (script.version() < highest) {
                throw new MigrationException("keyspace " + keyspace + ": " + script.name() + " comes after version "
                        + highest + " was applied (expected: a version above it)");
            }
        }
    }

    private void apply(String keyspace, CqlScript script) {
        log.atInfo()
                .addKeyValue("keyspace", keyspace)
                .addKeyValue("script", script.name())
                .log("Applying");
        for (String statement : script.statements()) {
            execute(keyspace, script, statement);
        }
        session.execute(SimpleStatement.newInstance(
                "INSERT INTO " + keyspace
                        + ".schema_versions (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
                script.version(),
                script.name(),
                script.checksum(),
                clock.instant()));
    }

    private void execute(String keyspace, CqlScript script, String statement) {
        try {
            var result = session.execute(SimpleStatement.newInstance(statement).setKeyspace(keyspace));
            if (!result.getExecutionInfo().isSchemaInAgreement()) {
                throw new MigrationException("nodes do not agree on the schema after " + script.name()
                        + " (expected: within 30 s); run the migrator again when all nodes are up");
            }
        } catch (DriverException e) {
            throw new MigrationException(
                    "keyspace " + keyspace + ": " + script.name() + " failed at: " + firstLine(statement) + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static String firstLine(String statement) {
        return statement.lines().findFirst().orElse("");
    }
}
