package io.warbler.message.fanout;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.boot.delivery.DeliveryTopic;
import io.warbler.proto.delivery.v1.Delivery;
import io.warbler.proto.delivery.v1.DeliveryRecord;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Publishes delivery records to the partition of their gateway node, and counts them.
@Component
class DeliveryPublisher {

    private final DeliveryTopic topic;
    private final Counter records;
    /// Events, each once per node.
    private final Counter deliveries;
    /// What stands at no seq: markers, typing, what became of requests to join.
    private final Counter signals;
    /// Verdicts that no event carries: refusals, and repeats of what was decided before.
    private final Counter answers;

    DeliveryPublisher(DeliveryTopic topic, MeterRegistry meters) {
        this.topic = topic;
        records = meters.counter("warbler.message.fanout.records");
        deliveries = meters.counter("warbler.message.fanout.deliveries");
        signals = meters.counter("warbler.message.fanout.signals");
        answers = meters.counter("warbler.message.fanout.answers");
    }

    /// Completes when the record is in the topic.
    CompletableFuture<Void> publish(DeliveryRecord record) {
        records.increment();
        for (Delivery delivery : record.getDeliveriesList()) {
            Counter told = delivery.getSeq() > 0 ? deliveries : signals;
            (delivery.getFrame().isEmpty() ? answers : told).increment();
        }
        return topic.send(record);
    }
}
