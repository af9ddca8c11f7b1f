package io.warbler.friend.policy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// What the policy feature counts.
@Component
final class PolicyMetrics {

    private static final String PREFIX = "warbler.friend.policy.";

    private final MeterRegistry registry;
    /// Written by the sweeper's thread, read by the registry.
    private final AtomicInteger unfinished = new AtomicInteger();

    PolicyMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(PREFIX + "unfinished", unfinished, AtomicInteger::get)
                .description("Changes that the last sweep could not complete; a sweep gives up after four")
                .register(registry);
    }

    /// Times a change by kind and outcome.
    <T> T timed(PairChange change, Supplier<T> work) {
        var sample = Timer.start(registry);
        String outcome = "failed";
        try {
            T result = work.get();
            outcome = "done";
            return result;
        } catch (ApiException e) {
            outcome = e.category() == ErrorCategory.UNAVAILABLE ? "unfinished" : "refused";
            throw e;
        } finally {
            String kind = change.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            sample.stop(registry.timer(PREFIX + "changes", "change", kind, "outcome", outcome));
        }
    }

    void applied(boolean done) {
        registry.counter(PREFIX + "applied", "outcome", done ? "done" : "unknown")
                .increment();
    }

    void swept(int completed, int failed) {
        unfinished.set(failed);
        registry.counter(PREFIX + "swept").increment(completed);
    }
}
