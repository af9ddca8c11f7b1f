package io.warbler.gateway.submit;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.warbler.proto.message.v1.IngressServiceGrpc;
import io.warbler.proto.message.v1.SubmissionBatch;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The stream to one instance of message-service. Confined to the submit thread.
///
/// A send waits here until the owner pumps, and longer while the stream has no credit or no room: then it leaves as
/// soon
/// as there is some.
final class MessageStream {

    private static final int MAX_BATCH_SENDS = 256;
    private static final int MAX_BATCH_BYTES = 1024 * 1024;

    private final String address;
    private final ManagedChannel channel;
    private final StreamOwner owner;
    private final SubmitProperties properties;
    private final Queue<Send> waiting = new ArrayDeque<>();
    private @Nullable ClientCallStreamObserver<SubmitRequest> call;
    private int incarnation;
    private boolean isUp;
    /// The last pump had to leave some behind.
    private boolean isHeldUp;
    private boolean isKnownBroken;
    private long submitted;
    private long appended;
    private long progressNanos;
    private long suspectUntilNanos;
    private Duration pause;

    /// Who owns the streams: gets what they hear, on the submit thread.
    interface StreamOwner {
        void execute(Runnable action);

        SubmitRequest hello();

        void up(MessageStream stream);

        void heard(MessageStream stream, SubmitResponse response);

        /// `isNews`: it was up, or was never tried before.
        void broken(MessageStream stream, boolean isNews, Duration reopenAfter);

        void batched(int size);
    }

    MessageStream(String address, ManagedChannel channel, StreamOwner owner, SubmitProperties properties) {
        this.address = address;
        this.channel = channel;
        this.owner = owner;
        this.properties = properties;
        this.pause = properties.reconnectAfter();
        this.suspectUntilNanos = System.nanoTime();
    }

    String address() {
        return address;
    }

    boolean isUp() {
        return isUp;
    }

    /// Its last incarnation stalled and it has not shown progress since.
    boolean isSuspect() {
        return System.nanoTime() - suspectUntilNanos < 0;
    }

    void open() {
        incarnation++;
        submitted = 0;
        appended = 0;
        // our own pauses are short; those of the channel grow to two minutes
        channel.resetConnectBackoff();
        IngressServiceGrpc.newStub(channel).submit(new Responses(incarnation));
        tell(owner.hello());
    }

    /// Everything but sends; nothing while the stream is broken.
    void tell(SubmitRequest request) {
        if (call != null) {
            call.onNext(request);
        }
    }

    void add(Send send) {
        send.stream = this;
        waiting.add(send);
    }

    /// Sends what waits, as far as credit and the transport allow.
    void pump() {
        while (isUp && call != null && call.isReady() && !waiting.isEmpty() && credit() > 0) {
            SubmissionBatch batch = nextBatch();
            if (batch.getSubmissionsCount() > 0) {
                progressNanos = submitted == appended ? System.nanoTime() : progressNanos;
                submitted += batch.getSubmissionsCount();
                owner.batched(batch.getSubmissionsCount());
                call.onNext(SubmitRequest.newBuilder().setBatch(batch).build());
            }
        }
        isHeldUp = !waiting.isEmpty();
    }

    private long credit() {
        return properties.maxOutstandingPerStream() - (submitted - appended);
    }

    private SubmissionBatch nextBatch() {
        var batch = SubmissionBatch.newBuilder();
        long max = Math.min(MAX_BATCH_SENDS, credit());
        int bytes = 0;
        while (batch.getSubmissionsCount() < max && bytes < MAX_BATCH_BYTES && !waiting.isEmpty()) {
            Send send = waiting.remove();
            if (!send.isDone && send.stream == this) {
                send.leaves();
                bytes += send.bytes;
                batch.addSubmissions(send.submission);
            }
        }
        return batch.build();
    }

    /// Breaks the stream when the instance has appended nothing for too long although it has something to append.
    boolean breakIfStalled() {
        boolean stalled = isUp
                && submitted > appended
                && System.nanoTime() - progressNanos > properties.stalledAfter().toNanos();
        if (stalled) {
            suspectUntilNanos = System.nanoTime() + properties.suspectFor().toNanos();
            fail("no progress");
        }
        return stalled;
    }

    /// Ends the stream for good.
    void close() {
        pause = Duration.ZERO;
        end("closed");
    }

    private void fail(String reason) {
        end(reason);
        owner.broken(this, !isKnownBroken, pause);
        isKnownBroken = true;
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(properties.reconnectAtMost()) < 0 ? longer : properties.reconnectAtMost();
    }

    private void end(String reason) {
        incarnation++;
        isUp = false;
        waiting.clear();
        ClientCallStreamObserver<SubmitRequest> old = call;
        call = null;
        if (old != null) {
            old.cancel(reason, null);
        }
    }

    private void ready(int of) {
        if (of != incarnation) {
            return;
        }
        if (!isUp) {
            isUp = true;
            isKnownBroken = false;
            owner.up(this);
        }
        pump();
    }

    private void heard(int of, SubmitResponse response) {
        if (of != incarnation) {
            return;
        }
        if (response.getAppended() > appended) {
            appended = response.getAppended();
            progressNanos = System.nanoTime();
            suspectUntilNanos = progressNanos;
            pause = properties.reconnectAfter();
        }
        owner.heard(this, response);
        if (isHeldUp) {
            pump();
        }
    }

    private void ended(int of) {
        if (of == incarnation) {
            fail("ended");
        }
    }

    /// Hands callbacks to the submit thread, marked with the incarnation that they belong to.
    private final class Responses implements ClientResponseObserver<SubmitRequest, SubmitResponse> {

        private final int of;

        Responses(int of) {
            this.of = of;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<SubmitRequest> requests) {
            call = requests;
            requests.setOnReadyHandler(() -> owner.execute(() -> ready(of)));
        }

        @Override
        public void onNext(SubmitResponse response) {
            owner.execute(() -> heard(of, response));
        }

        @Override
        public void onError(Throwable cause) {
            owner.execute(() -> ended(of));
        }

        @Override
        public void onCompleted() {
            owner.execute(() -> ended(of));
        }
    }
}
