package io.warbler.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PipelinedRunTest {

    private final DefaultEventLoop loop = new DefaultEventLoop();

    @AfterEach
    void stop() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void everyMessageIsConfirmedAndNoMoreThanTheWindowWait() {
        var server = new Server(Integer.MAX_VALUE);

        assertThat(run(server, 2, 4, 1_000)).isZero();

        assertThat(server.accepted).isEqualTo(1_000);
        assertThat(server.mostWaiting).isLessThanOrEqualTo(2 * 4);
        assertThat(server.flushes).isLessThan(1_000);
    }

    @Test
    void fewMessagesAreOfDifferentFlows() {
        var server = new Server(Integer.MAX_VALUE);

        run(server, 3, 60, 3);

        assertThat(server.flows).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void whatIsRefusedIsSentAnew() {
        var server = new Server(5);

        assertThat(run(server, 1, 8, 100)).isPositive();

        assertThat(server.accepted).isEqualTo(100);
    }

    @Test
    void endsWhenEverythingIsRefused() {
        assertThatThrownBy(() -> run(new Server(1), 1, 8, 100)).hasMessageContaining("sends refused");
    }

    @Test
    void endsWithAConnection() {
        var server = new Server(Integer.MAX_VALUE);
        server.isClosing = true;

        assertThatThrownBy(() -> run(server, 1, 8, 100)).hasMessageContaining("user 0: closed");
    }

    private long run(Server server, int flows, int window, long count) {
        List<Flow> all = new ArrayList<>();
        for (int flow = 0; flow < flows; flow++) {
            all.add(new Flow(server, new Recipient.Direct(1), List.of()));
        }
        var run = new PipelinedRun(7, loop, all, window, count);
        server.observer = run;
        run.start();
        return run.done().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /// Answers a turn of the loop later; every so-and-so-many-th send with a refusal.
    private final class Server implements Client {

        private final int refuseEvery;
        private final List<Integer> flows = new ArrayList<>();
        private Observer observer =
                new PipelinedRun(0, loop, List.of(new Flow(this, new Recipient.Direct(1), List.of())), 1, 1);
        private boolean isClosing;
        private int waiting;
        private int mostWaiting;
        private int sends;
        private int accepted;
        private int flushes;

        Server(int refuseEvery) {
            this.refuseEvery = refuseEvery;
        }

        @Override
        public int user() {
            return 0;
        }

        @Override
        public void send(Recipient to, Stamp stamp) {
            mostWaiting = Math.max(mostWaiting, ++waiting);
            flows.add(stamp.flow());
            loop.execute(() -> answer(stamp));
        }

        private void answer(Stamp stamp) {
            waiting--;
            if (isClosing) {
                observer.lost(0, "closed");
            } else if (++sends % refuseEvery == 0) {
                observer.refused(stamp, "BUSY");
            } else {
                accepted++;
                observer.accepted(stamp);
            }
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
