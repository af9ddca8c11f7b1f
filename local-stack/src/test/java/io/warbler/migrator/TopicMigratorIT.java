package io.warbler.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.stack.server.TestServers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicMigratorIT {

    private static final String KAFKA =
            TestServers.address(TestServers.get().ports().kafka());

    @Test
    void topicsAreMadeOnceWithTheirSettings() throws Exception {
        try (var topics = new TopicMigrator(KAFKA);
                var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA))) {
            assertThat(topics.migrate("once.", new TopicLayout(2, 1, 1, 1)))
                    .containsExactly("once.log", "once.delivery", "once.signals", "once.revocations");
            assertThat(topics.migrate("once.", new TopicLayout(2, 1, 1, 1))).isEmpty();

            var log = new ConfigResource(ConfigResource.Type.TOPIC, "once.log");
            assertThat(admin.describeConfigs(List.of(log)).all().get().values())
                    .singleElement()
                    .satisfies(settings -> {
                        assertThat(settings.get("message.timestamp.type").value())
                                .isEqualTo("LogAppendTime");
                        assertThat(settings.get("retention.ms").value()).isEqualTo("604800000");
                    });
            topics.drop("once.");
        }
    }

    @Test
    void otherPartitionCountIsRefused() {
        try (var topics = new TopicMigrator(KAFKA)) {
            topics.migrate("count.", new TopicLayout(2, 1, 1, 1));

            assertThatThrownBy(() -> topics.migrate("count.", new TopicLayout(4, 1, 1, 1)))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("topic count.log has 2 partitions (expected: 4)");
            topics.drop("count.");
        }
    }
}
