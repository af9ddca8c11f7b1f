package io.warbler.gateway.revocation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.proto.auth.v1.SessionRevoked;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes up records of the topic one by one. One that cannot be taken up is counted and left out: it would fail
/// again, and nobody could log in for as long as the topic keeps it.
final class RevocationRecords {

    private static final Logger log = LoggerFactory.getLogger(RevocationRecords.class);

    private final Consumer<SessionRevoked> taker;
    private final Counter leftOut;

    RevocationRecords(Consumer<SessionRevoked> taker, MeterRegistry metrics) {
        this.taker = taker;
        this.leftOut = metrics.counter("warbler.gateway.revocation.left-out");
    }

    /// Never fails.
    void take(long offset, byte @Nullable [] value) {
        if (value == null) {
            leaveOut(offset, "empty");
            return;
        }
        try {
            taker.accept(SessionRevoked.parseFrom(value));
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            leaveOut(offset, e.getClass().getName());
        }
    }

    /// Without the text of a failure: it may quote what is in the record.
    private void leaveOut(long offset, String reason) {
        leftOut.increment();
        log.atError()
                .addKeyValue("offset", offset)
                .addKeyValue("reason", reason)
                .log("Record of a revoked session left out");
    }
}
