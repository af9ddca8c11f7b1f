package io.warbler.bench.warbler;

import io.warbler.bench.subject.Mode.Durability;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/// Tells the broker when an append of a topic has to be on disk.
record KafkaDurability(String bootstrapServers) {

    private static final int PATIENCE_SECONDS = 30;
    private static final String FLUSH_MESSAGES = "flush.messages";

    /// D1: when the system likes. D2: before it is acknowledged; one flush per produced batch.
    void apply(String topic, Durability durability) {
        var operation = switch (durability) {
            case D1 -> new AlterConfigOp(new ConfigEntry(FLUSH_MESSAGES, ""), AlterConfigOp.OpType.DELETE);
            case D2 -> new AlterConfigOp(new ConfigEntry(FLUSH_MESSAGES, "1"), AlterConfigOp.OpType.SET);
        };
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(operation)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(topic + ": " + FLUSH_MESSAGES + " cannot be set", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while setting " + FLUSH_MESSAGES, e);
        }
    }
}
