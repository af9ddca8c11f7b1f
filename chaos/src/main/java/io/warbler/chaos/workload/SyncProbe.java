package io.warbler.chaos.workload;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.history.TraceFile;
import io.warbler.chaos.history.TraceLine;
import io.warbler.chaos.measure.RunClock;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.ReadHistory;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.raw.RawSocket;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.rest.WarblerApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Read-your-writes: now and then a position that one device was just told is presented by a new connection of the same
/// user to the other gateway, at once. Attempts that a fault ends prove nothing and leave no line.
final class SyncProbe implements AutoCloseable {

    private static final int EVERY = 40;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final RunClock clock;
    private final TraceFile trace;
    private final BlockingQueue<Device.Told> acks = new ArrayBlockingQueue<>(4);
    private final AtomicInteger seen = new AtomicInteger();
    private final Thread thread;

    /// @param trace belongs to the user whose acks are presented
    SyncProbe(Cluster cluster, RunClock clock, TraceFile trace, Device source) {
        this.cluster = cluster;
        this.clock = clock;
        this.trace = trace;
        source.whenAcked(this::take);
        thread = Thread.ofVirtual().name("sync-probe").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trace.close();
    }

    private void take(Device.Told told) {
        if (seen.incrementAndGet() % EVERY == 0) {
            var _ = acks.offer(told);
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Device.Told told = acks.poll(1, TimeUnit.SECONDS);
                if (told != null) {
                    present(told);
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void present(Device.Told told) {
        String gateway = told.device().gateway().equals("gateway-1") ? "gateway-2" : "gateway-1";
        var endpoint = Endpoint.trusting(cluster.url(gateway), cluster.certificate());
        try (var socket = RawSocket.open(endpoint, "warbler.v1.proto")) {
            socket.login(told.device().client().api().webSocketTicket(), TIMEOUT);
            socket.send(question(told));
            ServerFrame answer = socket.receiveFrame(TIMEOUT);
            while (answer.getRequestId() != 2) {
                answer = socket.receiveFrame(TIMEOUT);
            }
            if (answer.hasHistory()) {
                trace.add(new TraceLine.Synced(
                        clock.now(),
                        told.conversation(),
                        gateway,
                        told.seq(),
                        answer.getHistory().getLastSeq(),
                        answer.getHistory().getNotYet()));
            }
        } catch (IOException | WarblerApiException _) {
            // a fault ended the attempt
            acks.clear();
        }
    }

    private static ClientFrame question(Device.Told told) {
        return ClientFrame.newBuilder()
                .setRequestId(2)
                .setReadHistory(ReadHistory.newBuilder()
                        .setConversation(told.conversation())
                        .setAfter(Cursor.newBuilder()
                                .setConversation(told.conversation())
                                .setSeq(told.seq())
                                .setOrdinal(told.ordinal()))
                        .setLimit(1))
                .build();
    }
}
