package io.warbler.presence.presence;

import com.datastax.oss.driver.api.core.DriverException;
import io.grpc.Status;
import io.grpc.StatusException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.stereotype.Component;

/// Tells callers whether the call was wrong, may be repeated, or met a bug.
@Component
final class GrpcFailures implements GrpcExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(GrpcFailures.class);

    @Override
    public @Nullable StatusException handleException(Throwable failure) {
        return switch (failure) {
            case IllegalArgumentException e ->
                Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asException();
            case RoutesUnavailableException e -> unavailable(e, "presence is not known now: Redis does not answer");
            case FriendsUnavailableException e ->
                unavailable(e, "presence is not known now: friend-service does not answer");
            case DriverException e -> unavailable(e, "presence is not known now: the store does not answer");
            default -> {
                log.atError().setCause(failure).log("Call failed");
                yield Status.INTERNAL.asException();
            }
        };
    }

    private static StatusException unavailable(Exception failure, String description) {
        log.atWarn().addKeyValue("cause", String.valueOf(failure.getCause())).log(description);
        return Status.UNAVAILABLE.withDescription(description).asException();
    }
}
