package io.warbler.gateway.submit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Counts sends on their way.
@Component
final class SubmitMetrics {

    private static final String PREFIX = "warbler.gateway.submit.";

    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final Timer verdictLatency;
    private final Counter resent;
    private final Counter unknown;
    private final Counter overloaded;
    private final Counter stalls;
    private final DistributionSummary batchSize;

    SubmitMetrics(MeterRegistry registry) {
        registry.gauge(PREFIX + "unanswered", unanswered);
        registry.gauge(PREFIX + "streams.up", streams);
        verdictLatency = Timer.builder(PREFIX + "verdict.latency")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(20))
                .register(registry);
        resent = registry.counter(PREFIX + "resent");
        unknown = registry.counter(PREFIX + "outcome.unknown");
        overloaded = registry.counter(PREFIX + "overloaded");
        stalls = registry.counter(PREFIX + "stalled");
        batchSize = registry.summary(PREFIX + "batch.size");
    }

    void unanswered(int count) {
        unanswered.set(count);
    }

    void streamsUp(int count) {
        streams.set(count);
    }

    void answered(Duration latency) {
        verdictLatency.record(latency);
    }

    void resent() {
        resent.increment();
    }

    void outcomeUnknown() {
        unknown.increment();
    }

    void overloaded() {
        overloaded.increment();
    }

    void stalled() {
        stalls.increment();
    }

    void batch(int size) {
        batchSize.record(size);
    }
}
