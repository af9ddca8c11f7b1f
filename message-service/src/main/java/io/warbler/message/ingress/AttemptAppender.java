package io.warbler.message.ingress;

import io.warbler.kernel.DirectPair;
import io.warbler.message.conversation.ConversationResolver;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Takes one attempt to the log: find the members, see to the policy, append. Does not block.
///
/// Two steps, so that a caller can keep attempts in order: `prepare` may wait for other services, `append` never waits.
final class AttemptAppender {

    private final ConversationResolver conversations;
    private final PolicyGate gate;
    private final LogAppender log;
    private final Duration retryAfter;

    AttemptAppender(ConversationResolver conversations, PolicyGate gate, LogAppender log, Duration retryAfter) {
        this.conversations = conversations;
        this.gate = gate;
        this.log = log;
        this.retryAfter = retryAfter;
    }

    /// Completes with the members when the attempt can be appended; empty when the sender is not one of them.
    CompletableFuture<Optional<DirectPair>> prepare(Attempt attempt) {
        if (attempt.members().isEmpty()) {
            // what can be looked up has a message, hence a policy
            return conversations.membersFor(attempt.sender(), attempt.conversation());
        }
        if (attempt.wish() instanceof Attempt.Refuse) {
            return CompletableFuture.completedFuture(attempt.members());
        }
        return gate.open(attempt.conversation(), attempt.members().get()).thenApply(_ -> attempt.members());
    }

    /// Appends what was prepared, or refuses it for what came out.
    void append(Attempt attempt, CompletableFuture<Optional<DirectPair>> prepared, Settlement settlement) {
        if (prepared.isCompletedExceptionally()) {
            refuseUnavailable(attempt, "The conversation cannot be looked up now; repeat the same send.", settlement);
            return;
        }
        Optional<DirectPair> members = prepared.join();
        if (members.isEmpty()) {
            var error = Refusals.of(
                    ErrorCode.CONVERSATION_UNKNOWN,
                    "The conversation does not exist or the sender is not a member of it.");
            settlement.refused(Refusals.in(attempt.conversation(), error));
            return;
        }
        log.append(
                attempt.conversation(),
                LogRecords.of(attempt, members.get()),
                outcome -> settle(attempt, outcome, settlement));
    }

    private void settle(Attempt attempt, AppendOutcome outcome, Settlement settlement) {
        switch (outcome) {
            case APPENDED -> settlement.appended();
            case REFUSED -> refuseUnavailable(attempt, "The log takes nothing now; repeat the same send.", settlement);
            case UNKNOWN -> settlement.unknown();
        }
    }

    private void refuseUnavailable(Attempt attempt, String message, Settlement settlement) {
        settlement.refused(Refusals.in(attempt.conversation(), Refusals.unavailable(message, retryAfter)));
    }
}
