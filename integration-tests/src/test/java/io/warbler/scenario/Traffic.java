package io.warbler.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warbler.sdk.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A steady flow of messages that goes on through every fault; each has a text of its own.
final class Traffic implements AutoCloseable {

    private static final long PERIOD_MS = 50;
    /// While a fault lasts, nothing more is sent than people would type.
    private static final int MAX_UNANSWERED = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<ScheduledFuture<?>> flows = new ArrayList<>();
    private final Map<String, SendResult.Accepted> acks = new ConcurrentHashMap<>();
    private final Map<String, SendResult> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();

    /// Sends from the device to the peer until the end.
    void begin(RecordingDevice device, Person peer) {
        String self = device.client().self();
        flows.add(timer.scheduleAtFixedRate(() -> send(device, peer, self), 0, PERIOD_MS, TimeUnit.MILLISECONDS));
    }

    /// Waits until so many more messages are acked.
    void awaitAcks(int more) {
        int target = acks.size() + more;
        await().atMost(PATIENCE).until(() -> acks.size() >= target);
    }

    /// Stops sending and waits for every verdict.
    Map<String, SendResult.Accepted> end() {
        flows.forEach(flow -> flow.cancel(false));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(acks.size() + refusals.size()).isEqualTo(sent.get()));
        assertThat(refusals).isEmpty();
        return Map.copyOf(acks);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void send(RecordingDevice device, Person peer, String self) {
        if (sent.get() - acks.size() - refusals.size() >= MAX_UNANSWERED) {
            return;
        }
        String text = self + " " + sent.incrementAndGet();
        var _ = device.send(peer, text).thenAccept(result -> {
            switch (result) {
                case SendResult.Accepted accepted -> acks.put(text, accepted);
                case SendResult.Refused refused -> refusals.put(text, refused);
            }
        });
    }
}
