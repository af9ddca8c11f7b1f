package io.warbler.message.ingress;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/// Ready once the producer knows the log: before that, every append would be refused. Asks until it does.
final class IngressHealth implements HealthIndicator, SmartLifecycle {

    private static final Duration ASK_AGAIN = Duration.ofMillis(100);

    private final LogAppender appender;
    private volatile boolean known;
    private volatile boolean running;

    IngressHealth(LogAppender appender) {
        this.appender = appender;
    }

    @Override
    public Health health() {
        return known ? Health.up().build() : Health.outOfService().build();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("ingress-health").start(this::ask);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void ask() {
        while (running && !known) {
            known = appender.knowsTheLog();
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }
}
