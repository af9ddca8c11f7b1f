package io.warbler.message.ingress;

import io.warbler.kernel.DirectPair;
import io.warbler.message.conversation.Targets;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.log.v1.LogRecord;
import io.warbler.proto.log.v1.Target;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// Finds what a change of a message is about, so that the record says it. Does not block.
///
/// Only what can never change is looked at; whether the change may be made is for the sequencer to say. That
/// nothing stands there is a final refusal, hence the sequencer's too.
final class TargetGate {

    private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

    private final Targets targets;
    private final ChangeProperties settings;

    TargetGate(Targets targets, ChangeProperties settings) {
        this.targets = targets;
        this.settings = settings;
    }

    /// What is to be appended; fails when the store does not answer.
    ///
    /// @param members of a DIRECT conversation; empty in a group
    CompletableFuture<Prepared> pass(Attempt attempt, Attempt.ChangeMessage change, Optional<DirectPair> members) {
        return CompletableFuture.supplyAsync(
                        () -> targets.find(
                                attempt.conversation(), change.change().getTargetSeq()),
                        VIRTUAL_THREADS)
                .thenApply(target -> new Prepared.Ready(record(attempt, change, members, target)));
    }

    private LogRecord record(
            Attempt attempt, Attempt.ChangeMessage change, Optional<DirectPair> members, Optional<Target> target) {
        return target.map(it -> LogRecords.ofMessageChange(attempt, change, members, it, settings.limits()))
                .orElseGet(() -> LogRecords.refusal(
                        attempt, new Attempt.Refuse(ErrorCode.MESSAGE_UNKNOWN, change.digest()), members));
    }
}
