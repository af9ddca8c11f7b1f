package io.warbler.presence.telling;

import io.warbler.boot.delivery.DeliveryTopic;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Publishes delivery records to gateway nodes.
@Component
final class DeliveryPublisher {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final DeliveryTopic topic;
    private final TellingMetrics metrics;

    DeliveryPublisher(DeliveryTopic topic, TellingMetrics metrics) {
        this.topic = topic;
        this.metrics = metrics;
    }

    /// When it returns, all records are in the topic.
    ///
    /// @throws PublishingException if one may not be
    void publish(List<DeliveryRecord> records) {
        try {
            CompletableFuture.allOf(records.stream().map(topic::send).toArray(CompletableFuture<?>[]::new))
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (RuntimeException e) {
            throw new PublishingException(e);
        }
        records.forEach(record -> metrics.delivered(record.getDeliveriesCount()));
    }
}
