package io.warbler.boot.cluster;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// Refuses gRPC calls without the cluster token; health checks need none.
final class ClusterTokenCheck implements ServerInterceptor {

    private static final String HEALTH = "grpc.health.v1.Health";

    private final ClusterToken token;

    ClusterTokenCheck(ClusterToken token) {
        this.token = token;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (isAllowed(call.getMethodDescriptor().getServiceName(), headers.get(ClusterTokenInterceptor.KEY))) {
            return next.startCall(call, headers);
        }
        call.close(Status.UNAUTHENTICATED.withDescription("cluster token missing or wrong"), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private boolean isAllowed(@Nullable String service, @Nullable String candidate) {
        return HEALTH.equals(service) || (candidate != null && token.matches(candidate));
    }
}
