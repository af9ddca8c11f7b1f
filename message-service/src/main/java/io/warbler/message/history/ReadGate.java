package io.warbler.message.history;

import com.datastax.oss.driver.api.core.DriverException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.warbler.boot.error.ApiException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Lets a bounded number of reads run at once; virtual threads alone would bound nothing. Delivered markers, which
/// devices move by themselves and which ask another service, have a smaller bound of their own.
@Component
@EnableConfigurationProperties(HistoryProperties.class)
public class ReadGate {

    private final MeterRegistry meters;
    private final HistoryProperties properties;
    private final Semaphore permits;
    private final Semaphore markPermits;

    ReadGate(MeterRegistry meters, HistoryProperties properties) {
        this.meters = meters;
        this.properties = properties;
        permits = new Semaphore(properties.maxConcurrentReads());
        Gauge.builder("warbler.message.history.read.permits", permits, Semaphore::availablePermits)
                .register(meters);
        markPermits = new Semaphore(properties.maxConcurrentMarks());
        Gauge.builder("warbler.message.history.mark.permits", markPermits, Semaphore::availablePermits)
                .register(meters);
    }

    /// Runs the read. A store that fails, or no room in time, becomes UNAVAILABLE.
    public <T> T pass(String operation, Supplier<T> read) {
        if (!isAdmitted()) {
            throw ReadErrors.unavailable("Too many reads at once; try again.");
        }
        return run(operation, read, permits);
    }

    /// Moves a delivered marker. The same failures, and UNAVAILABLE at once where a read would wait: the device tries
    /// again, and reads do not notice.
    public <T> T passMark(Supplier<T> move) {
        if (!markPermits.tryAcquire()) {
            throw ReadErrors.unavailable("Too many delivered markers at once; try again.");
        }
        return run("mark-delivered", move, markPermits);
    }

    private <T> T run(String operation, Supplier<T> read, Semaphore taken) {
        Timer.Sample sample = Timer.start(meters);
        try {
            return read.get();
        } catch (DriverException e) {
            throw ReadErrors.unavailable("The store does not answer; try again.");
        } catch (CompletionException e) {
            throw cause(e);
        } finally {
            taken.release();
            sample.stop(meters.timer("warbler.message.history.reads", "operation", operation));
        }
    }

    private static RuntimeException cause(CompletionException failure) {
        return switch (failure.getCause()) {
            case DriverException _ -> ReadErrors.unavailable("The store does not answer; try again.");
            case ApiException refused -> refused;
            case null, default -> failure;
        };
    }

    private boolean isAdmitted() {
        try {
            return permits.tryAcquire(properties.maxWait().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
