package io.warbler.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {

    @Test
    void numberMeansCopiesWithoutDatacenters() {
        assertThat(Replication.parse("3").cql()).isEqualTo("{'class': 'SimpleStrategy', 'replication_factor': 3}");
    }

    @Test
    void pairsMeanCopiesPerDatacenter() {
        assertThat(Replication.parse("dc1=3,dc2=2").cql())
                .isEqualTo("{'class': 'NetworkTopologyStrategy', 'dc1': 3, 'dc2': 2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "dc1", "dc1=0", "dc1=3,", "dc'1=3"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Replication.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a number such as 3, or dc1=3,dc2=3");
    }
}
