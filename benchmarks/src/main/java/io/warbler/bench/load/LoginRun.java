package io.warbler.bench.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Users who come, catch up and leave, at one rate: an open loop as in [OpenLoopRun].
public final class LoginRun {

    private static final int BURST = 16;

    private final EventLoop loop;
    private final Driver driver;
    private final int users;
    private final OpenLoopRun.Load load;
    private final Window window;
    private final Observer nobody = new Silence();
    private final Punctuality punctuality = new Punctuality();
    private final Latencies latency = new Latencies();
    private final CompletableFuture<Void> measuring = new CompletableFuture<>();
    private final CompletableFuture<Void> measured = new CompletableFuture<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private long start;
    private long nextDue;
    private int nextUser;
    private long due;
    private long done;
    private long inTime;
    private long failed;
    private long open;

    /// A run that has not begun.
    ///
    /// @param users the users of the population take turns
    public LoginRun(EventLoop loop, Driver driver, int users, OpenLoopRun.Load load, Window window) {
        this.loop = loop;
        this.driver = driver;
        this.users = users;
        this.load = load;
        this.window = window;
    }

    public void start() {
        loop.execute(() -> {
            start = System.nanoTime();
            nextDue = start + load.arrivals().nextNanos();
            tick();
        });
    }

    public CompletableFuture<Void> measuring() {
        return measuring;
    }

    public CompletableFuture<Void> measured() {
        return measured;
    }

    /// Logins are told of as deliveries: due, delivered, in time, and how long after each was due it was done. A login
    /// that failed counts as refused.
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    private void tick() {
        var now = System.nanoTime();
        if (now >= start + window.measuredFromNanos()) {
            measuring.complete(null);
        }
        var end = start + window.measuredToNanos();
        for (int count = 0; count < BURST && nextDue <= now && nextDue < end; count++) {
            login(nextDue, now);
            nextDue = start + load.arrivals().nextNanos();
        }
        if (now >= end) {
            measured.complete(null);
            drain(now + window.drain().toNanos());
            return;
        }
        var wait = Math.max(0, Math.min(nextDue, end) - System.nanoTime());
        var _ = loop.schedule(this::tick, wait, TimeUnit.NANOSECONDS);
    }

    private void login(long scheduled, long now) {
        open++;
        if (isMeasured(scheduled)) {
            due++;
            punctuality.sent(scheduled, now);
        }
        var _ = driver.connect(nextUser++ % users, nobody)
                .thenCompose(client -> client.catchUp().thenApply(_ -> client))
                .whenComplete((client, failure) -> {
                    open--;
                    if (failure == null) {
                        client.close();
                        succeeded(scheduled);
                    } else {
                        failed++;
                    }
                });
    }

    private void succeeded(long scheduled) {
        var now = System.nanoTime();
        if (isMeasured(now)) {
            inTime++;
        }
        if (isMeasured(scheduled)) {
            done++;
            latency.record(now - scheduled);
        }
    }

    private void drain(long until) {
        if (open > 0 && System.nanoTime() < until) {
            var _ = loop.schedule(() -> drain(until), 50, TimeUnit.MILLISECONDS);
            return;
        }
        outcome.complete(new Outcome(
                load.rate(),
                window.measured().toNanos() / (double) TimeUnit.SECONDS.toNanos(1),
                due,
                done,
                inTime,
                failed,
                due - done,
                0,
                0,
                0,
                0,
                punctuality.lateShare(),
                latency,
                new Latencies()));
    }

    private boolean isMeasured(long nanos) {
        return nanos - start >= window.measuredFromNanos() && nanos - start < window.measuredToNanos();
    }

    /// Nothing but the login itself is looked at.
    private static final class Silence implements Observer {

        @Override
        public void received(int user, Stamp stamp) {}

        @Override
        public void accepted(Stamp stamp) {}

        @Override
        public void refused(Stamp stamp, String reason) {}

        @Override
        public void lost(int user, String reason) {}
    }
}
