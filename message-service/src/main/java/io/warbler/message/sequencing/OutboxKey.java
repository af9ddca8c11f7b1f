package io.warbler.message.sequencing;

import com.google.protobuf.ByteString;
import io.warbler.proto.log.v1.SendId;

/// Who numbers sends: one outbox of one user.
public record OutboxKey(String sender, ByteString outbox) {

    /// The outbox of a send.
    public static OutboxKey of(SendId id) {
        return new OutboxKey(id.getSender(), id.getOutbox());
    }
}
