package io.warbler.chaos.check;

import io.warbler.chaos.history.TraceLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The story of one send as its device told it. A device whose outbox was restarted invokes it more than once.
final class Send {

    private final Key key;
    private final String device;
    private final List<TraceLine.Invoked> invocations = new ArrayList<>();
    private final List<TraceLine.Acked> acks = new ArrayList<>();
    private TraceLine.@Nullable Refused refusal;

    Send(Key key, String device) {
        this.key = key;
        this.device = device;
    }

    void take(TraceLine.Invoked line) {
        invocations.add(line);
    }

    void take(TraceLine.Acked line) {
        acks.add(line);
    }

    void take(TraceLine.Refused line) {
        refusal = line;
    }

    Key key() {
        return key;
    }

    String device() {
        return device;
    }

    boolean isAcked() {
        return !acks.isEmpty();
    }

    /// The first one.
    TraceLine.@Nullable Acked ack() {
        return acks.isEmpty() ? null : acks.getFirst();
    }

    /// All that were told, whoever repeated the send.
    List<TraceLine.Acked> acks() {
        return acks;
    }

    TraceLine.@Nullable Refused refusal() {
        return refusal;
    }

    /// The numbers under which it was tried.
    List<TraceLine.Invoked> invocations() {
        return invocations;
    }

    long invokedAt() {
        return invocations.getFirst().at();
    }

    String content() {
        return invocations.getFirst().content();
    }

    /// When there was a verdict, or the end of the run.
    long endedAt(long end) {
        if (!acks.isEmpty()) {
            return acks.getFirst().at();
        }
        return refusal == null ? end : refusal.at();
    }

    /// What makes a send one and the same, wherever it is seen.
    record Key(String conversation, String sender, String clientMessageId) {

        @Override
        public String toString() {
            return "message " + clientMessageId + " of " + sender;
        }
    }
}
