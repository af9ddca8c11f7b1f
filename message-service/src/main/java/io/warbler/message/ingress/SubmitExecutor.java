package io.warbler.message.ingress;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.warbler.proto.message.v1.IngressServiceGrpc;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Chooses the executor of submit streams; every other call keeps the server's.
record SubmitExecutor(Executor executor) implements ServerCallExecutorSupplier {

    @Override
    public <Q, P> @Nullable Executor getExecutor(ServerCall<Q, P> call, Metadata metadata) {
        String method = call.getMethodDescriptor().getFullMethodName();
        return method.equals(IngressServiceGrpc.getSubmitMethod().getFullMethodName()) ? executor : null;
    }
}
