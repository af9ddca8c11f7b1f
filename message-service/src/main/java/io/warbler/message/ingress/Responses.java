package io.warbler.message.ingress;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.warbler.proto.message.v1.GenerationOpened;
import io.warbler.proto.message.v1.SubmissionRefused;
import io.warbler.proto.message.v1.SubmitResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The way back to one gateway: gathers what is to be said and says it in as few responses as the pace of
/// both sides allows. Any thread may call; one flush at a time writes.
///
/// `appended` counts every settled submission, also one whose append ended unknown: it is progress and
/// credit, never an ack. Without it a gateway would hold the stream for stalled for ever, long after its own
/// clock told the client.
final class Responses implements GatewayStreams.Outbound {

    private static final int MAX_REFUSED_PER_RESPONSE = 1_000;

    private final ServerCallStreamObserver<SubmitResponse> observer;
    private final Executor executor;

    /// All of these are guarded by `this`; nothing else is locked while it is held.
    private final Deque<SubmissionRefused> refused = new ArrayDeque<>();

    private final Deque<GenerationOpened> generations = new ArrayDeque<>();
    private long settled;
    private long told;
    private boolean announce;
    private boolean resync;
    private @Nullable Status ending;
    private boolean ended;
    private boolean flushing;

    Responses(ServerCallStreamObserver<SubmitResponse> observer, Executor executor) {
        this.observer = observer;
        this.executor = executor;
    }

    synchronized void settled() {
        settled++;
        flushSoon();
    }

    synchronized void refused(SubmissionRefused refusal) {
        settled++;
        refused.add(refusal);
        flushSoon();
    }

    @Override
    public synchronized void announce() {
        announce = true;
        flushSoon();
    }

    @Override
    public synchronized void generationOpened(int partition, int generation) {
        generations.add(GenerationOpened.newBuilder()
                .setPartition(partition)
                .setGeneration(generation)
                .build());
        flushSoon();
    }

    @Override
    public synchronized void resync() {
        resync = true;
        flushSoon();
    }

    /// The transport has room again.
    synchronized void ready() {
        flushSoon();
    }

    /// Ends the stream after everything gathered was said, or at once if the gateway does not read.
    synchronized void end(Status status) {
        ending = status;
        if (!flushing && !ended) {
            flushing = true;
            executor.execute(this::flush);
        }
    }

    /// The stream is gone; nothing more is said.
    synchronized void gone() {
        ended = true;
    }

    private void flushSoon() {
        if (!flushing && !ended && observer.isReady()) {
            flushing = true;
            executor.execute(this::flush);
        }
    }

    private void flush() {
        for (SubmitResponse next = take(); next != null; next = take()) {
            try {
                observer.onNext(next);
            } catch (IllegalStateException _) {
                gone();
            }
        }
    }

    /// The next response, or null when there is nothing to say or no room; then this flush is over.
    private synchronized @Nullable SubmitResponse take() {
        if (!ended && observer.isReady() && hasNews()) {
            return response();
        }
        Status status = ending;
        if (!ended && status != null) {
            ended = true;
            close(status);
        }
        flushing = false;
        return null;
    }

    private boolean hasNews() {
        return told < settled || announce || resync || !generations.isEmpty();
    }

    private void close(Status status) {
        if (status.isOk()) {
            observer.onCompleted();
        } else {
            observer.onError(status.asRuntimeException());
        }
    }

    private SubmitResponse response() {
        var response = SubmitResponse.newBuilder()
                .setAnnounce(announce)
                .setResync(resync)
                .addAllRefused(takeRefused());
        // refusals that did not fit are counted only with the response that carries them
        told = settled - refused.size();
        announce = false;
        resync = false;
        GenerationOpened generation = generations.poll();
        if (generation != null) {
            response.setGenerationOpened(generation);
        }
        return response.setAppended(told).build();
    }

    private List<SubmissionRefused> takeRefused() {
        List<SubmissionRefused> some = new ArrayList<>();
        while (some.size() < MAX_REFUSED_PER_RESPONSE && !refused.isEmpty()) {
            some.add(refused.removeFirst());
        }
        return some;
    }
}
