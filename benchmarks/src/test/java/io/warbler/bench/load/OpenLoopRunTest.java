package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenLoopRunTest {

    private static final int BOB = 1;
    private static final Window WINDOW =
            new Window(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(300));

    private final DefaultEventLoop loop = new DefaultEventLoop();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void countsWhatIsDueInTheWindow() {
        var server = new Server(0);
        var outcome = run(server, 1_000);

        assertThat(outcome.due()).isEqualTo(200);
        assertThat(outcome.delivered()).isEqualTo(200);
        assertThat(outcome.lost()).isZero();
        assertThat(outcome.confirmation().count()).isEqualTo(200);
        assertThat(server.flushes).isPositive();
    }

    @Test
    void stallOfTheServerIsSeenByEverySendThatWasDueMeanwhile() {
        // nothing is answered before 150 ms of the window have passed, then everything at once
        var outcome = run(new Server(200), 1_000);

        // a closed loop would have sent one message and seen one latency
        assertThat(outcome.due()).isEqualTo(200);
        assertThat(outcome.delivery().count()).isEqualTo(200);
        assertThat(outcome.delivery().percentile(50)).isGreaterThan(40);
        assertThat(outcome.delivery().max()).isGreaterThan(100);
    }

    @Test
    void silentServerLosesEverything() {
        var outcome = run(new Server(Long.MAX_VALUE), 1_000);

        assertThat(outcome.delivered()).isZero();
        assertThat(outcome.lost()).isEqualTo(250);
        assertThat(outcome.sustains(1_000)).isFalse();
    }

    private Outcome run(Server server, double rate) {
        var flows = List.of(new Flow(server, new Recipient.Direct(BOB), List.of(BOB)));
        var run = new OpenLoopRun(5, loop, flows, new OpenLoopRun.Load(rate, Arrivals.fixed(rate)), WINDOW, 1);
        server.observer = run;
        run.start();
        return run.outcome().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /// Client and server in one: delivers at once, or all that came in before when a stall is over.
    private final class Server implements Client {

        private final long stallMillis;
        private final long startNanos = System.nanoTime();
        private Observer observer =
                new OpenLoopRun(0, loop, List.of(), new OpenLoopRun.Load(1, Arrivals.fixed(1)), WINDOW, 0);
        private int flushes;

        Server(long stallMillis) {
            this.stallMillis = stallMillis;
        }

        @Override
        public int user() {
            return 0;
        }

        @Override
        public void send(Recipient to, Stamp stamp) {
            var elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
            if (elapsed >= stallMillis) {
                deliver(stamp);
            } else if (stallMillis < Long.MAX_VALUE) {
                var _ = loop.schedule(() -> deliver(stamp), stallMillis - elapsed, TimeUnit.MILLISECONDS);
            }
        }

        private void deliver(Stamp stamp) {
            observer.accepted(stamp);
            observer.received(BOB, stamp);
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public CompletionStage<Client> join(int group) {
            return CompletableFuture.completedStage(this);
        }

        @Override
        public CompletionStage<Integer> catchUp() {
            return CompletableFuture.completedStage(0);
        }

        @Override
        public void close() {}
    }
}
