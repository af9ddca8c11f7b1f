package io.warbler.message.generation;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import io.warbler.kernel.LogLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What the message path needs of the topic `log` and of the store beside it; an instance that finds
/// otherwise does not start, and does not own anything.
@Component
public class LogSettings {

    private static final Logger log = LoggerFactory.getLogger(LogSettings.class);

    /// A backup that is younger can be brought up to date from the log.
    private static final Duration RETENTION = Duration.ofDays(7);

    private static final CqlIdentifier GC_GRACE = CqlIdentifier.fromInternal("gc_grace_seconds");

    /// What nothing of the log brings back.
    private static final Set<CqlIdentifier> NOT_OF_THE_LOG =
            Set.of(CqlIdentifier.fromInternal("due_hints"), CqlIdentifier.fromInternal("due_days"));

    private final LogEnds ends;
    private final CqlSession session;
    private final LogLayout layout;
    private volatile boolean isRight;

    LogSettings(LogEnds ends, CqlSession session, LogLayout layout) {
        this.ends = ends;
        this.session = session;
        this.layout = layout;
    }

    /// Looks once; when Kafka does not answer, `require` does it later.
    ///
    /// @throws WrongLogSettingsException when a setting is not as it has to be
    public void requireAtStart() {
        try {
            require();
        } catch (LogUnreadableException e) {
            log.atWarn().addKeyValue("failure", e.toString()).log("Settings of the log not known yet, going on");
        }
    }

    /// Returns when every setting is as it has to be. Blocks when they are not known yet.
    ///
    /// @throws WrongLogSettingsException when one is not
    /// @throws LogUnreadableException when Kafka does not answer
    public void require() {
        if (isRight) {
            return;
        }
        try {
            requireRight(ends.settings());
            isRight = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the settings of the log were read", e);
        }
    }

    private void requireRight(LogEnds.Settings settings) {
        String topic = settings.topic();
        requireValue(settings, "message.timestamp.type", "LogAppendTime");
        requireValue(settings, "cleanup.policy", "delete");
        requireValue(settings, "retention.bytes", "-1");
        long retention = Long.parseLong(value(settings, "retention.ms"));
        require(
                retention >= RETENTION.toMillis(),
                "topic " + topic + ", retention.ms: " + retention + " (expected: " + RETENTION.toMillis()
                        + " or more, but not unlimited: a restored store is brought up to date from the log)");
        session.getKeyspace().flatMap(session.getMetadata()::getKeyspace).ifPresent(it -> requireGrace(it, retention));
        require(
                settings.partitionCount() == layout.partitionCount(),
                "topic " + topic + ", partitions: " + settings.partitionCount() + " (expected: "
                        + layout.partitionCount() + " as recorded in log_layout; the number is fixed)");
    }

    /// What was deleted must not be forgotten while the log can still bring it back.
    private static void requireGrace(KeyspaceMetadata keyspace, long retention) {
        keyspace.getTables().forEach((name, table) -> {
            long grace = Optional.ofNullable(table.getOptions().get(GC_GRACE))
                    .map(it -> ((Number) it).longValue())
                    .orElse(0L);
            require(
                    NOT_OF_THE_LOG.contains(name) || Duration.ofSeconds(grace).toMillis() > retention,
                    "table " + keyspace.getName() + "." + name + ", gc_grace_seconds: " + grace
                            + " (expected: more than the log's retention of "
                            + Duration.ofMillis(retention).toSeconds() + " s)");
        });
    }

    private static void requireValue(LogEnds.Settings settings, String name, String expected) {
        String value = value(settings, name);
        require(
                value.equals(expected),
                "topic " + settings.topic() + ", " + name + ": " + value + " (expected: " + expected + ")");
    }

    private static String value(LogEnds.Settings settings, String name) {
        return settings.values().getOrDefault(name, "");
    }

    private static void require(boolean isRight, String problem) {
        if (!isRight) {
            throw new WrongLogSettingsException(problem);
        }
    }
}
