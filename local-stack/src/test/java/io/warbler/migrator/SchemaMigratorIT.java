package io.warbler.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.warbler.stack.process.Together;
import io.warbler.stack.server.TestServers;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SchemaMigratorIT {

    private static final String ADDRESS =
            TestServers.address(TestServers.get().ports().cassandra());
    private static final CqlSession SESSION = target("unused_").open();

    @AfterAll
    static void close() {
        SESSION.close();
    }

    @Test
    void everyServiceGetsItsKeyspaceOnce() {
        var migrator = new SchemaMigrator(SESSION, target("all_"));

        for (String service : SchemaMigrator.SERVICES) {
            assertThat(migrator.migrate(service, TopicLayout.LOCAL)).isNotEmpty();
            assertThat(migrator.migrate(service, TopicLayout.LOCAL)).isEmpty();
        }

        assertThat(SESSION.execute("SELECT version, checksum, applied_at FROM all_message.schema_versions")
                        .all())
                .allSatisfy(row -> assertThat(row.isNull("applied_at")).isFalse());
    }

    @Test
    void migratorsAtTheSameTimeApplyEachScriptOnce() {
        var applied = new CopyOnWriteArrayList<String>();
        Runnable migration = () -> applied.addAll(migrator().migrate("twins", List.of(script("V001__a.cql", "a int"))));
        migrator().migrate("twins", List.of());

        Together.run(List.of(migration, migration, migration));

        assertThat(applied).containsExactly("V001__a.cql");
    }

    @Test
    void changedScriptIsRefusedWithBothChecksums() {
        var first = script("V001__a.cql", "a int");
        var changed = script("V001__a.cql", "a bigint");
        migrator().migrate("changed", List.of(first));

        assertThatThrownBy(() -> migrator().migrate("changed", List.of(changed)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("V001__a.cql")
                .hasMessageContaining(first.checksum())
                .hasMessageContaining(changed.checksum());
    }

    @Test
    void versionBelowAnAppliedOneIsRefused() {
        migrator().migrate("late", List.of(script("V002__b.cql", "b int")));

        assertThatThrownBy(() -> migrator()
                        .migrate("late", List.of(script("V001__a.cql", "a int"), script("V002__b.cql", "b int"))))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("V001__a.cql comes after version 2");
    }

    @Test
    void failedStatementNamesItsScriptAndIsTriedAgain() {
        var broken =
                CqlScript.parse("V001__a.cql", "CREATE TABLE IF NOT EXISTS a (id int PRIMARY KEY); CREATE TABEL b");
        assertThatThrownBy(() -> migrator().migrate("broken", List.of(broken)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("V001__a.cql failed at: CREATE TABEL b");

        assertThat(migrator().migrate("broken", List.of(script("V001__a.cql", "a int"))))
                .hasSize(1);
    }

    @Test
    void otherLayoutIsRefused() {
        var migrator = new SchemaMigrator(SESSION, target("layout_"));
        migrator.migrate("message", new TopicLayout(16, 8, 16, 1));

        assertThatThrownBy(() -> migrator.migrate("message", new TopicLayout(32, 8, 16, 1)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("partition_count is 16 (expected: 32");
    }

    private static KeyspaceMigrator migrator() {
        return new KeyspaceMigrator(SESSION, Replication.SINGLE, Clock.systemUTC());
    }

    private static CqlScript script(String name, String column) {
        return CqlScript.parse(name, "CREATE TABLE IF NOT EXISTS t (id int PRIMARY KEY, " + column + ");");
    }

    private static CassandraTarget target(String prefix) {
        return new CassandraTarget(ADDRESS, "datacenter1", prefix, Replication.SINGLE);
    }
}
