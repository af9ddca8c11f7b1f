package io.warbler.grpc;

import io.grpc.stub.StreamObserver;
import io.warbler.proto.message.v1.GatewayHello;
import io.warbler.proto.message.v1.IngressServiceGrpc;
import io.warbler.proto.message.v1.Submission;
import io.warbler.proto.message.v1.SubmissionBatch;
import io.warbler.proto.message.v1.SubmissionRefused;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One submission over a stream of its own, as a gateway would send it.
final class SubmitCall implements StreamObserver<SubmitResponse> {

    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    private SubmitCall() {}

    /// `appended`, or the code of the refusal.
    static String outcome(Peer peer, Submission submission) {
        var call = new SubmitCall();
        var requests = IngressServiceGrpc.newStub(peer.channel("message")).submit(call);
        var hello = GatewayHello.newBuilder()
                .setNode("gateway-" + UUID.randomUUID())
                .setEpoch(1);
        requests.onNext(SubmitRequest.newBuilder().setHello(hello).build());
        requests.onNext(SubmitRequest.newBuilder()
                .setBatch(SubmissionBatch.newBuilder().addSubmissions(submission))
                .build());
        try {
            return call.outcome.orTimeout(20, TimeUnit.SECONDS).join();
        } finally {
            requests.onCompleted();
        }
    }

    @Override
    public void onNext(SubmitResponse response) {
        if (response.getAppended() > 0) {
            outcome.complete(response.getRefusedList().stream()
                    .findFirst()
                    .map(SubmissionRefused::getError)
                    .map(error -> error.getCode().name())
                    .orElse("appended"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        outcome.completeExceptionally(new IllegalStateException("stream: ended (expected: an answer first)"));
    }
}
