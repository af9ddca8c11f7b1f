package io.warbler.bench.load;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Sends a number of messages as fast as they are confirmed, some of each flow at once: to fill, not to measure.
public final class PipelinedRun implements Observer {

    private static final int FORGIVEN = 1_000;

    private final int run;
    private final EventLoop loop;
    private final List<Flow> flows;
    private final int window;
    private final long count;
    private final int[] unanswered;
    private final int[] numbers;
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private long sent;
    private long accepted;
    private long refused;
    private boolean refilling;

    /// A run that has not begun.
    ///
    /// @param run    unique among the runs of this process
    /// @param window sends of one flow that wait for their confirmation at once
    /// @param count  messages that are confirmed in the end; what is refused is made up for
    public PipelinedRun(int run, EventLoop loop, List<Flow> flows, int window, long count) {
        if (flows.isEmpty() || window < 1 || count < 1) {
            throw new IllegalArgumentException("flows: " + flows.size() + " window: " + window + " count: " + count
                    + " (expected: 1 or more of each)");
        }
        this.run = run;
        this.loop = loop;
        this.flows = List.copyOf(flows);
        this.window = window;
        this.count = count;
        this.unanswered = new int[flows.size()];
        this.numbers = new int[flows.size()];
    }

    public void start() {
        loop.execute(this::refill);
    }

    /// How many were refused on the way; fails when a connection ends, or when more is refused than happens.
    public CompletableFuture<Long> done() {
        return done;
    }

    /// Each flow in its turn, so that a few messages are of different ones.
    private void refill() {
        refilling = false;
        for (int round = 0; round < window && sent < count; round++) {
            oneEach();
        }
        flows.forEach(flow -> flow.sender().flush());
    }

    private void oneEach() {
        for (int index = 0; index < flows.size() && sent < count; index++) {
            if (unanswered[index] < window) {
                send(index);
            }
        }
    }

    private void send(int index) {
        unanswered[index]++;
        sent++;
        var flow = flows.get(index);
        flow.sender().send(flow.to(), new Stamp(run, index, numbers[index]++, System.nanoTime()));
    }

    @Override
    public void accepted(Stamp stamp) {
        if (stamp.run() != run) {
            return;
        }
        unanswered[stamp.flow()]--;
        if (++accepted == count) {
            done.complete(refused);
            return;
        }
        refillSoon();
    }

    @Override
    public void refused(Stamp stamp, String reason) {
        if (stamp.run() != run) {
            return;
        }
        unanswered[stamp.flow()]--;
        sent--;
        if (++refused > FORGIVEN) {
            done.completeExceptionally(new IllegalStateException(refused + " sends refused, at last: " + reason));
            return;
        }
        refillSoon();
    }

    /// What is confirmed in one turn of the loop shares a flush.
    private void refillSoon() {
        if (!refilling && sent < count) {
            refilling = true;
            loop.execute(this::refill);
        }
    }

    @Override
    public void received(int user, Stamp stamp) {}

    @Override
    public void lost(int user, String reason) {
        done.completeExceptionally(new IllegalStateException("user " + user + ": " + reason));
    }
}
