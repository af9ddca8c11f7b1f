package io.warbler.message.ingress;

import io.warbler.kernel.DirectPair;
import io.warbler.message.conversation.ConversationResolver;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Takes one attempt to the log: find the members, see to the policy or to who may be added, append. Does not block.
///
/// Two steps, so that a caller can keep attempts in order: `prepare` may wait for other services, `append` never waits.
final class AttemptAppender {

    private final ConversationResolver conversations;
    private final PolicyGate gate;
    private final GroupGate groups;
    private final ReferenceReader references;
    private final TargetGate targets;
    private final LogAppender log;
    private final Duration retryAfter;

    // allow ParameterNumber: one part per question that an attempt may need answered
    AttemptAppender(
            ConversationResolver conversations,
            PolicyGate gate,
            GroupGate groups,
            ReferenceReader references,
            TargetGate targets,
            LogAppender log,
            Duration retryAfter) {
        this.conversations = conversations;
        this.gate = gate;
        this.groups = groups;
        this.references = references;
        this.targets = targets;
        this.log = log;
        this.retryAfter = retryAfter;
    }

    /// Completes with what is to be appended, or with why not.
    CompletableFuture<Prepared> prepare(Attempt attempt) {
        if (attempt.wish() instanceof Attempt.Refer refer) {
            return references.resolve(attempt, refer).thenCompose(wish -> prepare(attempt.as(wish)));
        }
        if (attempt.conversation().isGroup()) {
            return groups.pass(attempt);
        }
        if (attempt.wish() instanceof Attempt.ChangeMessage change) {
            return conversations
                    .membersFor(attempt.sender(), attempt.conversation())
                    .thenCompose(found -> found.isEmpty()
                            ? CompletableFuture.completedFuture(unknown(attempt))
                            : targets.pass(attempt, change, found));
        }
        return membersOf(attempt)
                .thenApply(found -> found.<Prepared>map(members -> new Prepared.Ready(LogRecords.of(attempt, members)))
                        .orElseGet(() -> unknown(attempt)));
    }

    private CompletableFuture<Optional<DirectPair>> membersOf(Attempt attempt) {
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
    void append(Attempt attempt, CompletableFuture<Prepared> prepared, Settlement settlement) {
        if (prepared.isCompletedExceptionally()) {
            refuseUnavailable(attempt, "The conversation cannot be looked up now; repeat the same send.", settlement);
            return;
        }
        switch (prepared.join()) {
            case Prepared.Ready(var record) ->
                log.append(attempt.conversation(), record, outcome -> settle(attempt, outcome, settlement));
            case Prepared.Refused(var error) -> settlement.refused(error);
        }
    }

    static Prepared unknown(Attempt attempt) {
        var error = Refusals.of(
                ErrorCode.CONVERSATION_UNKNOWN, "The conversation does not exist or the sender is not a member of it.");
        return new Prepared.Refused(Refusals.in(attempt.conversation(), error));
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
