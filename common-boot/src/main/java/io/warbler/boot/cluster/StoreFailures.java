package io.warbler.boot.cluster;

import com.datastax.oss.driver.api.core.DriverException;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;

/// Tells callers what to do about an exception that a gRPC service threw: UNAVAILABLE when a store did not answer, so
/// that they may try elsewhere, INTERNAL otherwise. Messages stay here.
final class StoreFailures implements GrpcExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(StoreFailures.class);

    @Override
    public @Nullable StatusException handleException(Throwable failure) {
        return switch (unwrapped(failure)) {
            case DriverException store -> {
                log.atWarn().addKeyValue("cause", store.toString()).log("Store failed");
                yield Status.UNAVAILABLE.withDescription("store").asException();
            }
            case RuntimeException bug
            when Status.fromThrowable(bug).getCode() == Status.Code.UNKNOWN -> {
                log.atError().setCause(bug).log("Call failed");
                yield Status.INTERNAL.asException();
            }
            default -> null;
        };
    }

    private static Throwable unwrapped(Throwable failure) {
        return switch (failure) {
            case CompletionException parallel when parallel.getCause() != null -> parallel.getCause();
            case DataAccessException access -> access.getMostSpecificCause();
            default -> failure;
        };
    }
}
