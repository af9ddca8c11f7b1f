package io.warbler.message.ingress;

import io.warbler.boot.node.NodeIdentity;
import io.warbler.kernel.ConversationId;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.message.v1.Submission;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/// Takes submissions to the log that did not come over a gateway's stream: somebody on this node waits for the verdict.
@Component
public final class Submitter {

    private final AttemptAppender appender;
    private final NodeIdentity node;
    private final IngressMetrics metrics;

    Submitter(AttemptAppender appender, NodeIdentity node, IngressMetrics metrics) {
        this.appender = appender;
        this.node = node;
        this.metrics = metrics;
    }

    /// Appends one submission; its verdict is published to this node. Does not block, and keeps no order among
    /// submissions: a caller that needs one waits for the verdict.
    ///
    /// @return the error if it was refused here and consumed nothing; empty when the log has it or may have it
    public CompletableFuture<Optional<Error>> submit(Submission submission) {
        metrics.submitted();
        return switch (SubmissionCheck.check(submission, node.id(), node.epoch())) {
            case Checked.Failed(var error) -> CompletableFuture.completedFuture(Optional.of(refused(error)));
            case Checked.Passed(var attempt) -> append(attempt);
        };
    }

    /// What the form of a submission tells.
    ///
    /// @param conversation where it goes; empty if it would be refused at any time
    /// @param wrong        why that is; the default instance if it is not
    public record Form(Optional<ConversationId> conversation, Error wrong) {}

    /// Looks at the form of a submission and appends nothing.
    public Form check(Submission submission) {
        return switch (SubmissionCheck.check(submission, node.id(), node.epoch())) {
            case Checked.Failed(var error) -> new Form(Optional.empty(), error);
            case Checked.Passed(var attempt) -> form(attempt);
        };
    }

    private static Form form(Attempt attempt) {
        if (!(attempt.wish() instanceof Attempt.Refuse refuse)) {
            return new Form(Optional.of(attempt.conversation()), Error.getDefaultInstance());
        }
        String detail =
                refuse.detail().isEmpty() ? refuse.code() + " (expected: content that can be sent)" : refuse.detail();
        return new Form(Optional.empty(), Refusals.of(refuse.code(), detail));
    }

    private CompletableFuture<Optional<Error>> append(Attempt attempt) {
        var ended = new CompletableFuture<Optional<Error>>();
        var prepared = appender.prepare(attempt);
        var _ = prepared.whenComplete((_, _) -> appender.append(attempt, prepared, new Settlement() {
            @Override
            public void appended() {
                ended.complete(Optional.empty());
            }

            @Override
            public void refused(Error error) {
                ended.complete(Optional.of(Submitter.this.refused(error)));
            }

            @Override
            public void unknown() {
                ended.complete(Optional.empty());
            }
        }));
        return ended;
    }

    private Error refused(Error error) {
        metrics.refused(error.getCode());
        return error;
    }
}
