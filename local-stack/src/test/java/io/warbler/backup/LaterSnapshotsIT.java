package io.warbler.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.warbler.kernel.ConversationId;
import io.warbler.migrator.CassandraTarget;
import io.warbler.migrator.Replication;
import io.warbler.migrator.SchemaMigrator;
import io.warbler.migrator.TopicLayout;
import io.warbler.stack.server.TestServers;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaterSnapshotsIT {

    private static final String CONVERSATION = "g" + "a".repeat(32);

    @Test
    void snapshotsFromAfterTheCheckpointAreTakenOut() {
        var target = new CassandraTarget(
                TestServers.address(TestServers.get().ports().cassandra()),
                "datacenter1",
                "later_",
                Replication.SINGLE);
        try (var schema = target.open()) {
            new SchemaMigrator(schema, target).migrate("message", TopicLayout.LOCAL);
        }
        try (var session = target.open("message")) {
            var layout = Identity.layoutOf(session, target.keyspaceOf("message"));
            int partition = layout.partitionOf(new ConversationId(CONVERSATION));
            for (long offset : List.of(5L, 9L, 10L, 11L)) {
                snapshot(session, 1, offset);
            }
            snapshot(session, 0, 50);
            snapshot(session, 2, 1);

            var checkpoints = List.of(
                    new LogPositions.Line(partition, 0, 51, 0),
                    new LogPositions.Line(partition, 1, 10, 0),
                    new LogPositions.Line((partition + 1) % layout.partitionCount(), 1, 3, 0));
            int removed = new LaterSnapshots(session, layout, checkpoints).remove();

            assertThat(removed).isEqualTo(3);
            assertThat(session.execute("SELECT generation, log_offset FROM snapshots").all().stream()
                            .map(row -> row.getInt(0) + ":" + row.getLong(1)))
                    .containsExactlyInAnyOrder("0:50", "1:5", "1:9");
        }
    }

    private static void snapshot(CqlSession session, int generation, long offset) {
        session.execute(
                "INSERT INTO snapshots (conversation, generation, log_offset, last_seq) VALUES (?, ?, ?, 1)",
                CONVERSATION,
                generation,
                offset);
    }
}
