package io.warbler.message.reading;

import io.warbler.boot.error.ApiException;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns failures of reads into the error that clients know.
final class ReadingErrors {

    private static final Logger log = LoggerFactory.getLogger(ReadingErrors.class);

    private ReadingErrors() {}

    static Error of(RuntimeException failure) {
        if (failure instanceof ApiException refused) {
            return Error.newBuilder()
                    .setCode(ErrorCode.valueOf(refused.code()))
                    .setMessage(refused.detail())
                    .setRetryAfterMs(Math.toIntExact(
                            refused.retryAfter().map(Duration::toMillis).orElse(0L)))
                    .build();
        }
        log.atError().setCause(failure).log("Read failed unexpectedly");
        return Error.newBuilder()
                .setCode(ErrorCode.INTERNAL)
                .setMessage("An unexpected failure; the server's log has the details.")
                .build();
    }
}
