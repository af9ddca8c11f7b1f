package io.warbler.message.simulation;

import com.google.protobuf.ByteString;
import io.warbler.proto.client.v1.GroupChange;
import io.warbler.proto.client.v1.MessageChange;
import io.warbler.proto.log.v1.SendId;
import org.jspecify.annotations.Nullable;

/// What a user wants to send: one number of one outbox, whatever the number of attempts.
final class Intention {

    private final SendId id;
    private final ByteString body;
    private final long ackedBefore;
    private final @Nullable GroupChange change;
    private final @Nullable MessageChange messageChange;
    private final Referral referral;
    private boolean withdrawn;
    private long seq;
    private boolean refused;

    /// @param ackedBefore the highest seq that anyone had an ack of when this was first sent
    Intention(SendId id, ByteString body, long ackedBefore) {
        this(id, body, ackedBefore, Referral.NONE);
    }

    /// A message that may refer to something.
    Intention(SendId id, ByteString body, long ackedBefore, Referral referral) {
        this(id, body, ackedBefore, null, null, referral);
    }

    /// A change of a message.
    Intention(SendId id, long ackedBefore, MessageChange change) {
        this(id, id.getClientMessageIdBytes(), ackedBefore, null, change, Referral.NONE);
    }

    /// A change of the group.
    Intention(SendId id, ByteString body, long ackedBefore, @Nullable GroupChange change) {
        this(id, body, ackedBefore, change, null, Referral.NONE);
    }

    private Intention(
            SendId id,
            ByteString body,
            long ackedBefore,
            @Nullable GroupChange change,
            @Nullable MessageChange messageChange,
            Referral referral) {
        this.id = id;
        this.change = change;
        this.messageChange = messageChange;
        this.referral = referral;
        this.body = body;
        this.ackedBefore = ackedBefore;
    }

    SendId id() {
        return id;
    }

    @Nullable
    GroupChange change() {
        return change;
    }

    @Nullable
    MessageChange messageChange() {
        return messageChange;
    }

    Referral referral() {
        return referral;
    }

    ByteString body() {
        return body;
    }

    long ackedBefore() {
        return ackedBefore;
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    void withdraw() {
        withdrawn = true;
    }

    /// 0 while there is no ack.
    long seq() {
        return seq;
    }

    boolean isRefused() {
        return refused;
    }

    /// The client was told that it stands.
    void acked(long at) {
        if (refused || (seq != 0 && seq != at)) {
            throw new Violation("kept verdict", this + " is acked at " + at + " after another verdict");
        }
        seq = at;
    }

    /// The client was told that it will never stand.
    void refused() {
        if (seq != 0) {
            throw new Violation("kept verdict", this + " is refused after its ack");
        }
        refused = true;
    }

    @Override
    public String toString() {
        return id.getClientMessageId() + (seq == 0 ? "" : "@" + seq) + (refused ? " refused" : "");
    }
}
