package io.warbler.bench.warbler;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.UUID;

/// The numbers of one client's sends in one conversation. Not thread-safe.
final class SendLine {

    private ByteString outbox = newOutbox();
    private long lastNumber;

    ByteString outbox() {
        return outbox;
    }

    long nextNumber() {
        return ++lastNumber;
    }

    /// Forgets what is under way, as a client does that lost its store: numbers begin again under another outbox.
    void renew() {
        outbox = newOutbox();
        lastNumber = 0;
    }

    private static ByteString newOutbox() {
        var id = UUID.randomUUID();
        return ByteString.copyFrom(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
    }
}
