package io.warbler.bench.load;

import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Sends over some flows at one rate and takes down what comes back.
///
/// Everything happens on one event loop, so nothing is shared between threads. A send is due at its scheduled time,
/// however slow the server is, and latency counts from that time: a server that stalls cannot hide it by slowing the
/// generator (coordinated omission).
public final class OpenLoopRun implements Observer {

    private static final int BURST = 64;
    private static final long DRAIN_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int run;
    private final EventLoop loop;
    private final List<Flow> flows;
    private final Arrivals arrivals;
    private final double rate;
    private final Window window;
    private final Random choice;
    private final Ledger ledger;
    private final Punctuality punctuality = new Punctuality();
    private final Latencies delivery = new Latencies();
    private final Latencies confirmation = new Latencies();
    private final CompletableFuture<Void> measuring = new CompletableFuture<>();
    private final CompletableFuture<Void> measured = new CompletableFuture<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Set<Client> unflushed = new LinkedHashSet<>();
    private long start;
    private long nextDue;
    private long expected;
    private long arrived;
    private long due;
    private long delivered;
    private long inTime;
    private long refused;
    private long disconnects;

    /// A run that has not begun.
    ///
    /// @param run  unique among the runs of this process: what arrives late from an earlier run is not counted
    /// @param seed chooses the flow of each send
    public OpenLoopRun(int run, EventLoop loop, List<Flow> flows, Load load, Window window, long seed) {
        this.run = run;
        this.loop = loop;
        this.flows = List.copyOf(flows);
        this.arrivals = load.arrivals();
        this.rate = load.rate();
        this.window = window;
        this.choice = new Random(seed);
        this.ledger = new Ledger(flows.stream().map(Flow::recipients).toList());
    }

    /// How much, and when.
    ///
    /// @param rate mean of the arrivals, sends per second
    public record Load(double rate, Arrivals arrivals) {}

    public void start() {
        loop.execute(() -> {
            start = System.nanoTime();
            nextDue = start + arrivals.nextNanos();
            tick();
        });
    }

    /// Done when the measured window begins.
    public CompletableFuture<Void> measuring() {
        return measuring;
    }

    /// Done when the measured window ends.
    public CompletableFuture<Void> measured() {
        return measured;
    }

    /// Done when everything came, or the drain is over.
    public CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void received(int user, Stamp stamp) {
        if (stamp.run() != run || !ledger.received(stamp.flow(), stamp.number(), user)) {
            return;
        }
        var now = System.nanoTime();
        arrived++;
        if (isMeasured(now)) {
            inTime++;
        }
        if (isMeasured(stamp.scheduledNanos())) {
            delivered++;
            delivery.record(now - stamp.scheduledNanos());
        }
    }

    @Override
    public void accepted(Stamp stamp) {
        if (stamp.run() != run) {
            return;
        }
        ledger.accepted(stamp.flow(), stamp.number());
        if (isMeasured(stamp.scheduledNanos())) {
            confirmation.record(System.nanoTime() - stamp.scheduledNanos());
        }
    }

    @Override
    public void refused(Stamp stamp, String reason) {
        if (stamp.run() != run) {
            return;
        }
        ledger.refused(stamp.flow(), stamp.number());
        expected -= flows.get(stamp.flow()).recipients().size();
        refused++;
    }

    @Override
    public void lost(int user, String reason) {
        disconnects++;
    }

    /// Sends what is due, not more than a burst before the loop may read again.
    private void tick() {
        var now = System.nanoTime();
        tellProgress(now);
        var end = start + window.measuredToNanos();
        for (int count = 0; count < BURST && nextDue <= now && nextDue < end; count++) {
            send(nextDue, now);
            nextDue = start + arrivals.nextNanos();
        }
        unflushed.forEach(Client::flush);
        unflushed.clear();
        if (nextDue >= end && now >= end) {
            drain(now + window.drain().toNanos());
            return;
        }
        var wait = Math.min(nextDue, end) - System.nanoTime();
        if (wait <= 0) {
            loop.execute(this::tick);
        } else {
            var _ = loop.schedule(this::tick, wait, TimeUnit.NANOSECONDS);
        }
    }

    private void send(long scheduled, long now) {
        var index = choice.nextInt(flows.size());
        var flow = flows.get(index);
        var number = ledger.send(index);
        expected += flow.recipients().size();
        if (isMeasured(scheduled)) {
            due += flow.recipients().size();
            punctuality.sent(scheduled, now);
        }
        flow.sender().send(flow.to(), new Stamp(run, index, number, scheduled));
        unflushed.add(flow.sender());
    }

    private void tellProgress(long now) {
        if (!measuring.isDone() && now >= start + window.measuredFromNanos()) {
            measuring.complete(null);
        }
        if (!measured.isDone() && now >= start + window.measuredToNanos()) {
            measured.complete(null);
        }
    }

    private void drain(long until) {
        if (arrived < expected && System.nanoTime() < until) {
            var _ = loop.schedule(() -> drain(until), DRAIN_POLL_NANOS, TimeUnit.NANOSECONDS);
            return;
        }
        outcome.complete(new Outcome(
                rate,
                window.measured().toNanos() / (double) TimeUnit.SECONDS.toNanos(1),
                due,
                delivered,
                inTime,
                refused,
                ledger.lost(),
                ledger.acceptedLost(),
                ledger.duplicates(),
                ledger.disorders(),
                disconnects,
                punctuality.lateShare(),
                delivery,
                confirmation));
    }

    private boolean isMeasured(long nanos) {
        return nanos - start >= window.measuredFromNanos() && nanos - start < window.measuredToNanos();
    }
}
