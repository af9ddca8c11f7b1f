package io.warbler.message.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.delivery.DeliveryTopic;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Publishes delivery records to the partition of their gateway node, and counts them.
@Component
class DeliveryPublisher {

    private final DeliveryTopic topic;
    private final Counter records;
    private final Counter deliveries;
    /// Verdicts that no event carries: refusals, and repeats of what was decided before.
    private final Counter answers;

    DeliveryPublisher(DeliveryTopic topic, MeterRegistry meters) {
        this.topic = topic;
        records = meters.counter("warbler.message.fanout.records");
        deliveries = meters.counter("warbler.message.fanout.deliveries");
        answers = meters.counter("warbler.message.fanout.answers");
    }

    /// Completes when the record is in the topic.
    CompletableFuture<Void> publish(DeliveryRecord record) {
        records.increment();
        int events = (int) record.getDeliveriesList().stream()
                .filter(delivery -> !delivery.getFrame().isEmpty())
                .count();
        deliveries.increment(events);
        answers.increment(record.getDeliveriesCount() - events);
        return topic.send(record);
    }
}
