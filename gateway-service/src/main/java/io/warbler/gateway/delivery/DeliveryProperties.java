package io.warbler.gateway.delivery;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Consuming the node's delivery partition (`warbler.gateway.delivery.*`).
///
/// @param maxBatchesInFlight turns handed to event loops and not run yet; at the bound consuming pauses
/// @param fetchWait          longest wait of the broker for something to deliver
/// @param retryAfter         pause after a failure of Kafka
public record DeliveryProperties(
        @DefaultValue("64") int maxBatchesInFlight,
        @DefaultValue("250ms") Duration fetchWait,
        @DefaultValue("200ms") Duration retryAfter) {}
