package io.warbler.gateway.submit;

import io.warbler.gateway.connection.Request;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.message.v1.Submission;
import org.jspecify.annotations.Nullable;

/// One unanswered send or withdrawal. Everything but `isDone` belongs to the submit thread.
final class Send {

    final Request request;
    final String conversation;
    final Submission submission;
    final int bytes;
    final long sinceNanos;
    /// Nobody waits any more; set on the connection's event loop.
    volatile boolean isDone;
    /// The stream that carries it, or none while no instance is ready.
    @Nullable
    MessageStream stream;
    /// How often it left: each time it may have reached the log, until that very attempt is refused.
    private int attempts;

    Send(Request request, String conversation, Submission submission) {
        this.request = request;
        this.conversation = conversation;
        this.submission = submission;
        this.bytes = submission.getSerializedSize();
        this.sinceNanos = System.nanoTime();
    }

    /// It leaves on its stream.
    void leaves() {
        attempts++;
    }

    boolean hasLeft() {
        return attempts > 0;
    }

    /// Answers with a refusal of message-service. That one says that nothing was consumed, which it can know of its own
    /// attempt only: when there was another, that one may be in the log.
    void refused(Error refusal) {
        end(attempts > 1 ? unknown("an earlier attempt may have been accepted", refusal.getRetryAfterMs()) : refusal);
    }

    /// Answers that there was no verdict in time; whether it is unknown depends on whether it ever left.
    void expired() {
        end(
                hasLeft()
                        ? unknown("no verdict in time", 0)
                        : Error.newBuilder()
                                .setCode(ErrorCode.UNAVAILABLE)
                                .setMessage("no instance of message-service takes sends")
                                .build());
    }

    private static Error unknown(String why, int retryAfterMillis) {
        return Error.newBuilder()
                .setCode(ErrorCode.OUTCOME_UNKNOWN)
                .setMessage(why + "; repeat with the same number and id, it is safe")
                .setRetryAfterMs(retryAfterMillis)
                .build();
    }

    /// What waits on a stream leaves no more: the answer stands.
    private void end(Error error) {
        stream = null;
        request.answer(ServerFrame.newBuilder().setError(error.toBuilder().setConversation(conversation)));
    }
}
