package io.warbler.message.ownership;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.warbler.message.generation.WrongLogSettingsException;
import io.warbler.test.StackConnection;
import io.warbler.test.StackExtension;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An instance does not start on a log that would lose what it promises.
class LogSettingsIT {

    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("message").withTopics();

    private final StackConnection stack = STACK.connection();
    private final String topic = stack.topicPrefix() + "log";
    private final OwnerHarness harness = new OwnerHarness(stack);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()));

    @BeforeEach
    void rightSettings() throws Exception {
        set("retention.ms", "604800000");
        stack.session("message").execute("ALTER TABLE messages WITH gc_grace_seconds = 864000");
    }

    @AfterEach
    void close() {
        harness.close();
        admin.close();
    }

    @Test
    void retentionBelowAWeekIsRefused() throws Exception {
        set("retention.ms", "86400000");

        assertRefused("topic " + topic + ", retention.ms: 86400000 (expected: 604800000 or more");
    }

    @Test
    void graceBelowTheRetentionIsRefused() {
        stack.session("message").execute("ALTER TABLE messages WITH gc_grace_seconds = 604800");

        assertRefused("messages, gc_grace_seconds: 604800 (expected: more than the log's retention of 604800 s)");
    }

    @Test
    void anotherNumberOfPartitionsIsRefused() throws Exception {
        int expected = StackConnection.TEST_LAYOUT.logPartitions();
        admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(expected * 2)))
                .all()
                .get();
        await().until(() -> Objects.requireNonNull(admin.describeTopics(List.of(topic))
                                .allTopicNames()
                                .get()
                                .get(topic))
                        .partitions()
                        .size()
                == expected * 2);

        assertRefused("partitions: " + expected * 2 + " (expected: " + expected + " as recorded in log_layout");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> harness.start().close())
                .hasRootCauseInstanceOf(WrongLogSettingsException.class)
                .rootCause()
                .hasMessageContaining(message);
    }

    private void set(String name, String value) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
        await().until(() -> Objects.requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource))
                .get(name)
                .value()
                .equals(value));
    }
}
