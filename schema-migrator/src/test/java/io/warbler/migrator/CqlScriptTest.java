package io.warbler.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CqlScriptTest {

    @Test
    void versionComesFromTheName() {
        assertThat(CqlScript.parse("V012__add_marks.cql", "CREATE A;").version())
                .isEqualTo(12);
    }

    @Test
    void layoutAndCommentsDoNotChangeTheChecksum() {
        var first = CqlScript.parse("V001__a.cql", "CREATE TABLE a (id int);");
        var second = CqlScript.parse("V001__a.cql", "-- why\nCREATE TABLE a\n    (id int)\n;");

        assertThat(second.checksum()).isEqualTo(first.checksum());
        assertThat(CqlScript.parse("V001__a.cql", "CREATE TABLE a (id text);").checksum())
                .isNotEqualTo(first.checksum());
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> CqlScript.parse("V1_a.cql", "CREATE A;"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("script: 'V1_a.cql' (expected: V001__lower_case_name.cql)");
    }

    @Test
    void everyServiceHasScripts() {
        for (String service : SchemaMigrator.SERVICES) {
            assertThat(CqlCatalogue.scriptsOf(service)).as(service).isNotEmpty();
        }
    }
}
