package io.warbler.message.ingress;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.message.v1.GatewayHello;
import io.warbler.proto.message.v1.Submission;
import io.warbler.proto.message.v1.SubmissionRefused;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One gateway's submit stream. Runs on transport threads and never blocks.
final class SubmitStream implements StreamObserver<SubmitRequest> {

    private static final int REQUESTS_AHEAD = 4;

    private final ServerCallStreamObserver<SubmitResponse> observer;
    private final Responses responses;
    private final SubmissionLanes lanes;
    private final IngressParts parts;
    private final Admission streamAdmission;
    private final AtomicBoolean closed = new AtomicBoolean();
    /// Written by the transport thread of this stream only.
    private volatile @Nullable GatewayHello gateway;

    private volatile boolean stopping;

    private int requestsOwed;

    SubmitStream(ServerCallStreamObserver<SubmitResponse> observer, IngressParts parts) {
        this.observer = observer;
        this.parts = parts;
        responses = new Responses(observer, parts.executor());
        lanes = new SubmissionLanes(parts.appender());
        streamAdmission = new Admission(parts.properties().maxInFlightPerStream(), Long.MAX_VALUE);
        observer.disableAutoRequest();
        observer.setOnReadyHandler(this::ready);
        observer.setOnCancelHandler(this::close);
        observer.request(REQUESTS_AHEAD);
    }

    @Override
    public void onNext(SubmitRequest request) {
        GatewayHello hello = gateway;
        if (hello == null) {
            open(request);
        } else {
            take(request, hello);
        }
        requestNext();
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onCompleted() {
        close();
        responses.end(Status.OK);
    }

    /// Refuses what comes from now on, as something to be repeated elsewhere.
    void stopTaking() {
        stopping = true;
    }

    /// Tells the gateway to go elsewhere, after everything settled was told.
    void end() {
        responses.end(Status.UNAVAILABLE.withDescription("this node is stopping"));
    }

    boolean isIdle() {
        return streamAdmission.count() == 0;
    }

    private void open(SubmitRequest request) {
        if (!request.hasHello() || request.getHello().getNode().isEmpty()) {
            fail("first request: " + request.getRequestCase() + " (expected: hello with a node)");
            return;
        }
        GatewayHello hello = request.getHello();
        gateway = hello;
        parts.gateways().opened(hello.getNode(), hello.getEpoch(), hello.getAnnouncedNonce(), responses);
    }

    private void take(SubmitRequest request, GatewayHello hello) {
        switch (request.getRequestCase()) {
            case BATCH -> request.getBatch().getSubmissionsList().forEach(submission -> submit(submission, hello));
            case ANNOUNCED ->
                parts.gateways()
                        .announced(
                                hello.getNode(),
                                hello.getEpoch(),
                                request.getAnnounced().getNonce());
            case GENERATION_CONFIRMED -> {
                var confirmed = request.getGenerationConfirmed();
                parts.gateways()
                        .generationConfirmed(
                                hello.getNode(), hello.getEpoch(), confirmed.getPartition(), confirmed.getGeneration());
            }
            case HELLO, REQUEST_NOT_SET ->
                fail("request: " + request.getRequestCase() + " (expected: batch, announced or generation_confirmed)");
        }
    }

    private void submit(Submission submission, GatewayHello hello) {
        parts.metrics().submitted();
        int size = submission.getSerializedSize();
        if (stopping || !streamAdmission.tryEnter(size)) {
            refuse(submission, overloaded());
            return;
        }
        if (!parts.admission().tryEnter(size)) {
            streamAdmission.leave(size);
            refuse(submission, overloaded());
            return;
        }
        var settlement = new Settled(submission.getConnection(), submission.getRequestId(), size);
        switch (SubmissionCheck.check(submission, hello.getNode(), hello.getEpoch())) {
            case Checked.Passed(var attempt) -> lanes.submit(attempt, settlement);
            case Checked.Failed(var error) -> settlement.refused(error);
        }
    }

    private Error overloaded() {
        return Refusals.unavailable(
                "Too much is in flight; repeat the same send.",
                parts.properties().retryAfter());
    }

    private void refuse(Submission submission, Error error) {
        refuse(submission.getConnection(), submission.getRequestId(), error);
    }

    private void refuse(long connection, int requestId, Error error) {
        parts.metrics().refused(error.getCode());
        responses.refused(SubmissionRefused.newBuilder()
                .setConnection(connection)
                .setRequestId(requestId)
                .setError(error)
                .build());
    }

    private void requestNext() {
        if (observer.isReady()) {
            observer.request(1);
        } else {
            // a gateway that does not read gets no more taken
            requestsOwed++;
        }
    }

    private void ready() {
        responses.ready();
        if (requestsOwed > 0) {
            observer.request(requestsOwed);
            requestsOwed = 0;
        }
    }

    private void fail(String reason) {
        close();
        responses.end(Status.INVALID_ARGUMENT.withDescription(reason));
    }

    private void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        parts.closed().accept(this);
        GatewayHello hello = gateway;
        if (hello != null) {
            parts.gateways().closed(hello.getNode(), hello.getEpoch(), responses);
        }
    }

    private final class Settled implements Settlement {

        private final long connection;
        private final int requestId;
        private final int size;

        Settled(long connection, int requestId, int size) {
            this.connection = connection;
            this.requestId = requestId;
            this.size = size;
        }

        @Override
        public void appended() {
            leave();
            responses.settled();
        }

        @Override
        public void refused(Error error) {
            leave();
            refuse(connection, requestId, error);
        }

        @Override
        public void unknown() {
            leave();
            responses.settled();
        }

        private void leave() {
            parts.admission().leave(size);
            streamAdmission.leave(size);
        }
    }
}
