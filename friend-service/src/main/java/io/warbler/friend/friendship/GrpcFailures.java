package io.warbler.friend.friendship;

import io.grpc.Status;
import io.grpc.StatusException;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.stereotype.Component;

/// Tells callers that the call itself was wrong; what else fails is told by the handler that all services share.
@Component
final class GrpcFailures implements GrpcExceptionHandler {

    @Override
    public @Nullable StatusException handleException(Throwable failure) {
        return failure instanceof IllegalArgumentException
                ? Status.INVALID_ARGUMENT.withDescription(failure.getMessage()).asException()
                : null;
    }
}
