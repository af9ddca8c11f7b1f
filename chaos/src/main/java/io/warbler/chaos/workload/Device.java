package io.warbler.chaos.workload;

import io.warbler.chaos.cluster.Cluster;
import io.warbler.chaos.history.TraceFile;
import io.warbler.chaos.history.TraceLine;
import io.warbler.chaos.measure.Meter;
import io.warbler.chaos.measure.RunClock;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.Backoff;
import io.warbler.sdk.ConnectionState;
import io.warbler.sdk.Entry;
import io.warbler.sdk.Event;
import io.warbler.sdk.Message;
import io.warbler.sdk.SendResult;
import io.warbler.sdk.WarblerClient;
import io.warbler.sdk.WarblerListener;
import io.warbler.sdk.store.OutboxSend;
import io.warbler.sdk.store.OutboxStore;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A device of a person: a client of the SDK that writes down everything it does and is told.
final class Device implements AutoCloseable {

    private static final Duration MOST_BACKOFF = Duration.ofSeconds(1);
    private static final int CONNECT_SECONDS = 60;
    private static final int RECENT = 5;

    private final Person person;
    private final String name;
    private final String gateway;
    private final RunClock clock;
    private final Meter meter;
    private final TraceFile trace;
    private final WarblerClient client;
    private final Map<Sent, Long> invokedAt = new ConcurrentHashMap<>();
    private final Map<String, Long> shownTo = new ConcurrentHashMap<>();
    private final Set<String> canaries = ConcurrentHashMap.newKeySet();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Consumer<Told>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger epoch = new AtomicInteger();
    private final Deque<OutboxSend> recent = new ConcurrentLinkedDeque<>();

    Device(Cluster cluster, Person person, int number, Recording recording) {
        this.person = person;
        this.name = person.name() + "-" + number;
        this.gateway = "gateway-" + number;
        this.clock = recording.clock();
        this.meter = recording.meter();
        this.trace = recording.folder().trace(name);
        client = WarblerClient.builder(cluster.url(gateway))
                .trust(cluster.certificate())
                .credentials(person.name(), person.password())
                .device("chaos", name)
                .fromTheBeginning()
                .backoff(new Backoff(Duration.ofMillis(100), MOST_BACKOFF))
                .outboxStore(new TracedOutbox(OutboxStore.inMemory(), this::invoked))
                .listener(new Recorder())
                .tap(this::received)
                .build();
    }

    Person person() {
        return person;
    }

    String name() {
        return name;
    }

    String gateway() {
        return gateway;
    }

    WarblerClient client() {
        return client;
    }

    void connect() {
        client.connect().orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS).join();
    }

    void send(String conversation, String text) {
        meter.sent();
        var _ = client.send(conversation, text);
    }

    void sendTo(Person peer, String text) {
        meter.sent();
        var _ = client.sendToUser(peer.id(), text);
    }

    /// The highest position of a conversation that was shown.
    long shownTo(String conversation) {
        return shownTo.getOrDefault(conversation, 0L);
    }

    /// What happened in groups, as it was shown.
    List<Event> events() {
        return events;
    }

    /// Sends without a verdict.
    int waiting() {
        return invokedAt.size();
    }

    /// The last few sends.
    List<OutboxSend> recentSends() {
        return List.copyOf(recent);
    }

    /// A copy of the device was told that a send stands somewhere.
    void toldAgain(String conversation, String clientMessageId, long seq) {
        trace.add(new TraceLine.Acked(clock.now(), conversation, clientMessageId, seq));
    }

    /// Has somebody told of each ack, on the client's thread.
    void whenAcked(Consumer<Told> listener) {
        listeners.add(listener);
    }

    /// Ends the trace: what has no verdict by now has none.
    void finish() {
        invokedAt.forEach((sent, _) ->
                trace.add(new TraceLine.Unknown(clock.now(), sent.conversation(), sent.clientMessageId())));
        trace.close();
    }

    @Override
    public void close() {
        client.close();
    }

    static io.warbler.chaos.history.Entry seen(Entry entry) {
        return switch (entry) {
            case Message message ->
                new io.warbler.chaos.history.Entry(
                        message.conversation(),
                        message.seq(),
                        message.ordinal(),
                        message.sender(),
                        message.kind() == Message.Kind.TEXT ? message.clientMessageId() : "",
                        message.kind() == Message.Kind.TEXT
                                ? Texts.id(message.text())
                                : message.kind().name());
            case Event event ->
                new io.warbler.chaos.history.Entry(
                        event.conversation(),
                        event.seq(),
                        event.ordinal(),
                        event.actor(),
                        "",
                        Texts.id(event.change().toString()));
        };
    }

    private void invoked(OutboxSend send) {
        long now = clock.now();
        recent.addLast(send);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        invokedAt.putIfAbsent(new Sent(send.conversation(), send.clientMessageId()), now);
        trace.add(new TraceLine.Invoked(
                now,
                send.conversation(),
                send.clientMessageId(),
                send.outbox(),
                send.number(),
                Texts.id(send.body().getText())));
    }

    private void received(ServerFrame frame) {
        for (String canary : Texts.canaries(frame.toByteString())) {
            if (canaries.add(canary)) {
                trace.add(new TraceLine.CanarySeen(clock.now(), canary));
            }
        }
    }

    private void show(Entry entry) {
        trace.add(new TraceLine.Shown(clock.now(), seen(entry)));
        shownTo.merge(entry.conversation(), entry.seq(), Math::max);
        meter.shown();
    }

    /// An ack as the device was told it.
    record Told(Device device, String conversation, long seq, long ordinal) {}

    private record Sent(String conversation, String clientMessageId) {}

    private final class Recorder implements WarblerListener {

        @Override
        public void onConnection(ConnectionState state) {
            long now = clock.now();
            if (state instanceof ConnectionState.Online online) {
                meter.reconnected();
                trace.add(new TraceLine.Connected(now, online.node(), epoch.incrementAndGet()));
            } else {
                trace.add(new TraceLine.Disconnected(now, state.toString()));
            }
        }

        @Override
        public void onMessage(Message message) {
            show(message);
        }

        @Override
        public void onEvent(Event event) {
            show(event);
            events.add(event);
        }

        @Override
        public void onSendResult(String conversation, String clientMessageId, SendResult result) {
            long now = clock.now();
            Long began = invokedAt.remove(new Sent(conversation, clientMessageId));
            switch (result) {
                case SendResult.Accepted accepted -> {
                    trace.add(new TraceLine.Acked(now, conversation, clientMessageId, accepted.seq()));
                    meter.acked(began == null ? 0 : now - began);
                    var told = new Told(Device.this, conversation, accepted.seq(), accepted.ordinal());
                    listeners.forEach(listener -> listener.accept(told));
                }
                case SendResult.Refused refused -> {
                    trace.add(new TraceLine.Refused(now, conversation, clientMessageId, refused.code()));
                    meter.refused();
                }
            }
        }

        @Override
        public void onReadReceipt(String conversation, String user, long seq) {
            trace.add(new TraceLine.Marker(clock.now(), conversation, user, seq));
        }
    }
}
