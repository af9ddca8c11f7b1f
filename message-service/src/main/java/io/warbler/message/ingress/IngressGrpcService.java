package io.warbler.message.ingress;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.warbler.proto.message.v1.IngressServiceGrpc;
import io.warbler.proto.message.v1.SubmitRequest;
import io.warbler.proto.message.v1.SubmitResponse;

/// The door for gateways: one long stream each. Its calls run on transport threads (see [IngressConfiguration]).
final class IngressGrpcService extends IngressServiceGrpc.IngressServiceImplBase {

    private final SubmitStreams streams;

    IngressGrpcService(SubmitStreams streams) {
        this.streams = streams;
    }

    @Override
    public StreamObserver<SubmitRequest> submit(StreamObserver<SubmitResponse> observer) {
        return streams.open((ServerCallStreamObserver<SubmitResponse>) observer);
    }
}
