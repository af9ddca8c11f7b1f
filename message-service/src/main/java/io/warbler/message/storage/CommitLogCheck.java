package io.warbler.message.storage;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/// Warns at start when the store confirms writes that it may lose with its process: one copy, and a commit
/// log that is written now and then.
@Component
final class CommitLogCheck implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(CommitLogCheck.class);
    private static final String SELECT = "SELECT value FROM system_views.settings WHERE name = 'commitlog_sync'";

    private final CqlSession session;

    CommitLogCheck(CqlSession session) {
        this.session = session;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        session.getKeyspace()
                .flatMap(session.getMetadata()::getKeyspace)
                .map(KeyspaceMetadata::getReplication)
                .filter(replication -> isLossy(replication, commitLogSync()))
                .ifPresent(_ -> log.atWarn()
                        .log("Cassandra keeps one copy and has commitlog_sync=periodic: what it confirmed in the last"
                                + " seconds is lost with its process, acked messages included (CASSANDRA-13987)."
                                + " Use commitlog_sync batch or group, or replication 3 (docs/operations.md)"));
    }

    /// One copy that is not on disk when it is confirmed.
    static boolean isLossy(Map<String, String> replication, String commitLogSync) {
        boolean isSingle = replication.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("class"))
                .allMatch(entry -> entry.getValue().equals("1"));
        return isSingle && commitLogSync.equals("periodic");
    }

    private String commitLogSync() {
        try {
            return Optional.ofNullable(session.execute(SELECT).one())
                    .map(row -> row.getString("value"))
                    .orElse("");
        } catch (DriverException e) {
            log.atDebug().setCause(e).log("commitlog_sync is not readable");
            return "";
        }
    }
}
