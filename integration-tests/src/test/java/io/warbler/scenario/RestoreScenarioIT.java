package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.warbler.backup.BackupException;
import io.warbler.sdk.SendResult;
import io.warbler.test.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cassandra is lost while messages flow, and comes back from a backup that knows only the first of them.
@Tag(Extent.LONG)
@Tag("I20")
class RestoreScenarioIT {

    private final Cluster cluster = Cluster.shared();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void logRepeatsWhatCameAfterTheBackup() throws IOException {
        var alice = Person.register(cluster, "alice");
        var bob = Person.register(cluster, "bob");
        Person.befriend(cluster, alice, bob);
        Path backup = folder.resolve("backup");

        try (var alicePhone = alice.device(cluster, "gateway-1").connect();
                var bobPhone = bob.device(cluster, "gateway-2").connect();
                var traffic = new Traffic()) {
            traffic.begin(alicePhone, bob);
            traffic.begin(bobPhone, alice);
            traffic.awaitAcks(100);
            cluster.backUp(backup);
            traffic.awaitAcks(100);
            String conversation = alicePhone.client().directConversation(bob.id());
            cluster.killServices();
            List<String> lost = rows(conversation);

            cluster.restore(backup);
            List<String> restored = rows(conversation);
            cluster.startServices();
            traffic.awaitAcks(50);
            Map<String, SendResult.Accepted> acks = traffic.end();

            History.assertAllThere(acks, conversation, List.of(alicePhone, bobPhone));
            assertThat(restored).as("rows of the backup").isNotEmpty().hasSizeLessThan(lost.size());
            assertThat(rows(conversation)).as("rows as they were before").containsAll(lost);
            assertCheckpointsStandAtTheirOffsets();
        }
    }

    @Test
    void damagedBackupIsRefusedBeforeAnythingIsTouched() throws IOException {
        Path backup = folder.resolve("backup");
        cluster.backUp(backup);
        Path checkpoints = backup.resolve("checkpoints.tsv");
        Files.writeString(checkpoints, Files.readString(checkpoints) + "\n");

        assertThatThrownBy(() -> cluster.tryRestore(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("checkpoints.tsv is missing or not as it was written");
    }

    @Test
    void backupIsNotPouredOverRows() throws IOException {
        Person.register(cluster, "carol");
        Path backup = folder.resolve("backup");
        cluster.backUp(backup);

        assertThatThrownBy(() -> cluster.tryRestore(backup))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("holds rows (expected: empty tables");
    }

    /// Every cell of the conversation's messages, with the times that decide which of two writes wins.
    private List<String> rows(String conversation) {
        try (CqlSession session = cluster.keyspaceOf("message")) {
            var query = SimpleStatement.newInstance(
                    "SELECT JSON ordinal, seq, generation, log_offset, row_time, sender, outbox, number,"
                            + " client_message_id, digest, kind, sent_at, body, writetime(body) AS written"
                            + " FROM messages WHERE conversation = ? AND bucket = 0",
                    conversation);
            return session.execute(query).all().stream()
                    .map(row -> String.valueOf(row.getString(0)))
                    .toList();
        }
    }

    /// A restored checkpoint that was younger than its offset would stand for ever.
    private void assertCheckpointsStandAtTheirOffsets() {
        try (CqlSession session = cluster.keyspaceOf("message")) {
            List<Row> rows = session.execute("SELECT log_offset, writetime(log_offset) AS written FROM checkpoints")
                    .all();
            assertThat(rows).isNotEmpty();
            assertThat(rows)
                    .filteredOn(row -> !row.isNull("log_offset"))
                    .allSatisfy(row -> assertThat(row.getLong("written")).isEqualTo(row.getLong("log_offset") + 1));
        }
    }
}
