package io.warbler.gateway.submit;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.warbler.gateway.discovery.MessageInstances;
import io.warbler.gateway.discovery.Rendezvous;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.message.v1.SubmissionRefused;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps every unanswered send until it is answered, and sees to it that it is carried by some stream.
///
/// Guarantee: a send that was taken ends in a verdict, a refusal or OUTCOME_UNKNOWN. It may reach message-service more
/// than once; that gives the same verdict. Sends of one conversation are (re-)submitted in the order in which they
/// came.
///
/// All state belongs to one thread, which event loops and gRPC hand small tasks to. Batches leave a few milliseconds
/// apart: a batch costs the same whatever is in it, so under load what comes meanwhile shares it. After a quiet moment
/// nothing waits.
@Component
public final class Submissions implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Submissions.class);
    private static final long TICK_MILLIS = 100;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    private final EventExecutor executor = new DefaultEventExecutor(new DefaultThreadFactory("submit", true));
    private final MessageInstances instances;
    private final SubmitProperties properties;
    private final SubmitMetrics metrics;
    private final Admission admission;
    private final StreamDialogue dialogue;
    private final Map<String, MessageStream> streamByAddress = new HashMap<>();
    private final UnansweredSends unanswered = new UnansweredSends();
    private boolean isPumpQueued;
    private long nextPumpNanos = System.nanoTime();
    /// Whether some stream was not up at some time since all routes were known to stand.
    private boolean wasApart = true;
    private volatile int streamsUp;
    private volatile boolean isRunning;

    Submissions(
            MessageInstances instances, SubmitProperties properties, SubmitMetrics metrics, StreamDialogue dialogue) {
        this.instances = instances;
        this.properties = properties;
        this.metrics = metrics;
        this.dialogue = dialogue;
        this.admission = new Admission(properties);
        instances.onChange(addresses -> executor.execute(() -> follow(addresses)));
    }

    /// Whether at least one instance takes sends.
    public boolean isUp() {
        return streamsUp > 0;
    }

    /// Submits everything unanswered once more, for when verdicts may have been missed.
    public void resendAll() {
        executor.execute(() -> resend(unanswered.all()));
    }

    /// All routes stand in Redis under the nonce: tells every stream, and later ones at their start.
    ///
    /// Unless they stood until now, routes may have been missing. An instance with a stream has sent this node
    /// every delivery meanwhile; one without may have told messages of which the node's clients learnt nothing, and
    /// may not live to say so: they sync.
    public void announced(String nonce, boolean stood) {
        dialogue.announced(nonce);
        executor.execute(() -> {
            streamByAddress.values().forEach(stream -> stream.tell(dialogue.announcement(nonce)));
            if (wasApart && !stood) {
                dialogue.sync();
            }
            wasApart = isApart();
        });
    }

    /// All routes that were announced still stand in Redis.
    public void routesStand() {
        executor.execute(() -> wasApart = isApart());
    }

    private boolean isApart() {
        return streamByAddress.values().stream().anyMatch(stream -> !stream.isUp());
    }

    /// What to do when an instance asks for all routes to be announced again.
    public void onAnnounceRequested(Runnable action) {
        dialogue.onAnnounceRequested(action);
    }

    /// Takes a send on; called on its connection's event loop.
    void submit(Send send) {
        if (!admission.admit(send)) {
            metrics.overloaded();
            send.request.answer(ServerFrames.error(ErrorCode.UNAVAILABLE, "too many unanswered sends", 500));
            return;
        }
        send.request.whenDone(() -> done(send));
        executor.execute(() -> accept(send));
    }

    private void accept(Send send) {
        if (!send.isDone) {
            unanswered.add(send);
            metrics.unanswered(unanswered.size());
            assign(send);
        }
    }

    /// On the event loop: answered, or the connection is gone.
    private void done(Send send) {
        send.isDone = true;
        admission.leave(send);
        if (send.request.connection().isOpen()) {
            metrics.answered(Duration.ofNanos(System.nanoTime() - send.sinceNanos));
        }
        executor.execute(() -> forget(send));
    }

    private void forget(Send send) {
        unanswered.forget(send);
        metrics.unanswered(unanswered.size());
    }

    private void assign(Send send) {
        Optional<MessageStream> stream = choose(send.conversation);
        send.stream = null;
        stream.ifPresent(chosen -> chosen.add(send));
        if (stream.isPresent() && !isPumpQueued) {
            isPumpQueued = true;
            long wait = nextPumpNanos - System.nanoTime();
            if (wait > 0) {
                var _ = executor.schedule(this::pump, wait, TimeUnit.NANOSECONDS);
            } else {
                // behind the tasks that wait already
                executor.execute(this::pump);
            }
        }
    }

    private void pump() {
        isPumpQueued = false;
        nextPumpNanos = System.nanoTime() + properties.batchEvery().toNanos();
        streamByAddress.values().forEach(MessageStream::pump);
    }

    /// The conversation's instance among those that are up; one that stalled lately only when there is no other.
    private Optional<MessageStream> choose(String conversation) {
        List<String> up = addresses(false);
        return Rendezvous.pick(conversation, up.isEmpty() ? addresses(true) : up)
                .map(streamByAddress::get);
    }

    private List<String> addresses(boolean withSuspects) {
        List<String> found = new ArrayList<>();
        for (MessageStream stream : streamByAddress.values()) {
            if (stream.isUp() && (withSuspects || !stream.isSuspect())) {
                found.add(stream.address());
            }
        }
        return found;
    }

    private void follow(Set<String> addresses) {
        for (String gone : Set.copyOf(streamByAddress.keySet())) {
            if (!addresses.contains(gone)) {
                MessageStream stream = Objects.requireNonNull(streamByAddress.remove(gone));
                stream.close();
                resend(unanswered.carriedBy(stream));
            }
        }
        for (String address : addresses) {
            streamByAddress.computeIfAbsent(address, this::opened);
        }
        countStreams();
    }

    private MessageStream opened(String address) {
        wasApart = true;
        var stream = new MessageStream(address, instances.channel(address), new Owner(), properties);
        stream.open();
        return stream;
    }

    private void resend(List<Send> sends) {
        for (Send send : sends) {
            if (send.hasLeft()) {
                metrics.resent();
            }
            assign(send);
        }
    }

    private void countStreams() {
        streamsUp = addresses(true).size();
        metrics.streamsUp(streamsUp);
    }

    private void tick() {
        for (MessageStream stream : List.copyOf(streamByAddress.values())) {
            if (stream.breakIfStalled()) {
                metrics.stalled();
            }
        }
        unanswered
                .takeOlderThan(System.nanoTime() - properties.unknownAfter().toNanos() + TICK_NANOS)
                .forEach(this::expire);
    }

    private void expire(Send send) {
        metrics.outcomeUnknown();
        send.expired();
    }

    private void refuse(SubmissionRefused refused) {
        unanswered
                .take(refused.getConnection(), refused.getRequestId())
                .ifPresent(send -> send.refused(refused.getError()));
    }

    /// What streams tell their owner.
    private final class Owner implements MessageStream.StreamOwner {

        @Override
        public void execute(Runnable action) {
            try {
                executor.execute(action);
            } catch (RejectedExecutionException _) {
                log.atDebug().log("Stopped; what a stream says now concerns nobody");
            }
        }

        @Override
        public SubmitRequest hello() {
            return dialogue.hello();
        }

        @Override
        public void up(MessageStream stream) {
            log.atInfo().addKeyValue("instance", stream.address()).log("Submit stream is up");
            countStreams();
            resend(unanswered.carriedBy(null));
        }

        @Override
        public void heard(MessageStream stream, SubmitResponse response) {
            response.getRefusedList().forEach(Submissions.this::refuse);
            dialogue.heard(response, answer -> executor.execute(() -> stream.tell(answer)));
        }

        @Override
        public void broken(MessageStream stream, boolean isNews, Duration reopenAfter) {
            log.atLevel(isNews ? Level.INFO : Level.DEBUG)
                    .addKeyValue("instance", stream.address())
                    .log("Submit stream broke");
            wasApart = true;
            countStreams();
            resend(unanswered.carriedBy(stream));
            var _ = executor.schedule(
                    () -> {
                        if (isRunning && streamByAddress.get(stream.address()) == stream) {
                            stream.open();
                        }
                    },
                    reopenAfter.toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        @Override
        public void batched(int size) {
            metrics.batch(size);
        }
    }

    @Override
    public void start() {
        isRunning = true;
        var _ = executor.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        isRunning = false;
        executor.submit(() -> follow(Set.of())).awaitUninterruptibly(1, TimeUnit.SECONDS);
        var _ = executor.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /// Before discovery starts, so that no change is missed.
    @Override
    public int getPhase() {
        return -1;
    }
}
