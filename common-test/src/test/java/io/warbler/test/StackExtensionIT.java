package io.warbler.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;

@WarblerStack(services = "message", topics = true)
class StackExtensionIT {

    private final StackConnection stack;

    StackExtensionIT(StackConnection stack) {
        this.stack = stack;
    }

    @Test
    void keyspaceHasItsTablesAndLayout() {
        assertThat(stack.session("message").execute("SELECT partition_count FROM log_layout"))
                .extracting(row -> row.getInt("partition_count"))
                .containsExactly(StackConnection.TEST_LAYOUT.logPartitions());
    }

    @Test
    void topicsHaveThePrefixOfTheClass() throws Exception {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.kafka()))) {
            Set<String> names = admin.listTopics().names().get();

            assertThat(names).contains(stack.topicPrefix() + "log", stack.topicPrefix() + "delivery");
        }
    }

    @Test
    void springPropertiesNameEveryServer() {
        assertThat(stack.springProperties())
                .containsEntry("spring.kafka.bootstrap-servers", stack.kafka())
                .containsEntry("warbler.cassandra.keyspace-prefix", stack.keyspacePrefix())
                .containsKey("warbler.cluster.token-file");
    }
}
