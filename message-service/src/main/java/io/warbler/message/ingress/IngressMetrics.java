package io.warbler.message.ingress;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Counts of the way in.
@Component
class IngressMetrics {

    private static final String PREFIX = "warbler.message.ingress.";

    private final MeterRegistry meters;
    private final Counter submissions;
    private final Counter policyLookups;
    private final AtomicInteger streams = new AtomicInteger();

    IngressMetrics(MeterRegistry meters) {
        this.meters = meters;
        submissions = meters.counter(PREFIX + "submissions");
        policyLookups = meters.counter(PREFIX + "policy.lookups");
        Gauge.builder(PREFIX + "streams", streams, AtomicInteger::get).register(meters);
    }

    void watch(Admission admission) {
        Gauge.builder(PREFIX + "in.flight", admission, Admission::count).register(meters);
        Gauge.builder(PREFIX + "in.flight.bytes", admission, Admission::bytes).register(meters);
    }

    void submitted() {
        submissions.increment();
    }

    void refused(ErrorCode code) {
        meters.counter(PREFIX + "refused", "code", code.name()).increment();
    }

    void appendEnded(AppendOutcome outcome, Duration duration) {
        Timer.builder(PREFIX + "append")
                .tag("outcome", outcome.name())
                .register(meters)
                .record(duration);
    }

    void policyLookedUp() {
        policyLookups.increment();
    }

    void streamOpened() {
        streams.incrementAndGet();
    }

    void streamClosed() {
        streams.decrementAndGet();
    }
}
