package io.warbler.message.ingress;

import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.message.v1.GatewayHello;
import io.warbler.proto.message.v1.IngressServiceGrpc;
import io.warbler.proto.message.v1.Submission;
import io.warbler.proto.message.v1.SubmissionBatch;
import io.warbler.proto.message.v1.SubmissionRefused;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A gateway's end of a submit stream.
final class SubmitClient implements ClientResponseObserver<SubmitRequest, SubmitResponse>, AutoCloseable {

    static final String NODE = "gateway-1";
    static final long EPOCH = 42;

    private final List<SubmitResponse> responses = new CopyOnWriteArrayList<>();
    private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<SubmitRequest> requests;

    static SubmitClient open(Channel channel) {
        var client = new SubmitClient();
        IngressServiceGrpc.newStub(channel).submit(client);
        return client;
    }

    static SubmitClient hello(Channel channel) {
        var client = open(channel);
        client.send(SubmitRequest.newBuilder()
                .setHello(
                        GatewayHello.newBuilder().setNode(NODE).setEpoch(EPOCH).setAnnouncedNonce("nonce-1"))
                .build());
        return client;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<SubmitRequest> stream) {
        requests = stream;
    }

    @Override
    public void onNext(SubmitResponse response) {
        responses.add(response);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(failure);
    }

    @Override
    public void onCompleted() {
        end.complete(null);
    }

    void send(SubmitRequest request) {
        if (requests != null) {
            requests.onNext(request);
        }
    }

    void submit(Submission... submissions) {
        send(SubmitRequest.newBuilder()
                .setBatch(SubmissionBatch.newBuilder().addAllSubmissions(Arrays.asList(submissions)))
                .build());
    }

    List<SubmitResponse> responses() {
        return responses;
    }

    CompletableFuture<@Nullable Throwable> end() {
        return end;
    }

    long appended() {
        return responses.stream().mapToLong(SubmitResponse::getAppended).max().orElse(0);
    }

    void awaitAppended(long count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> appended() == count);
    }

    List<SubmissionRefused> refused() {
        return responses.stream().flatMap(it -> it.getRefusedList().stream()).toList();
    }

    Error awaitRefusal(int requestId) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> refused().stream()
                                .filter(it -> it.getRequestId() == requestId)
                                .map(SubmissionRefused::getError)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        if (requests != null) {
            requests.cancel("test ends", null);
        }
    }
}
