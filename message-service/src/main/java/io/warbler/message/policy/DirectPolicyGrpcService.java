package io.warbler.message.policy;

import com.datastax.oss.driver.api.core.DriverException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.message.ingress.AppendOutcome;
import io.warbler.message.ingress.LogAppender;
import io.warbler.message.ingress.LogRecords;
import io.warbler.proto.message.v1.ApplyDirectPolicyRequest;
import io.warbler.proto.message.v1.ApplyDirectPolicyResponse;
import io.warbler.proto.message.v1.DirectPolicyServiceGrpc;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.springframework.grpc.server.service.GrpcService;

/// The door for friend-service: appends a pair's policy and answers when it is stored, for only then it
/// survives the loss of the log, which friend-service would never hear of.
///
/// Any failure means that the caller has to repeat: the same version again changes nothing.
@GrpcService
final class DirectPolicyGrpcService extends DirectPolicyServiceGrpc.DirectPolicyServiceImplBase {

    /// Below the time that friend-service grants.
    private static final long STORED_WITHIN_NANOS = Duration.ofSeconds(4).toNanos();

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final LogAppender log;
    private final StoredPolicies stored;
    private final MeterRegistry meters;

    DirectPolicyGrpcService(LogAppender log, StoredPolicies stored, MeterRegistry meters) {
        this.log = log;
        this.stored = stored;
        this.meters = meters;
    }

    @Override
    public void applyDirectPolicy(
            ApplyDirectPolicyRequest request, StreamObserver<ApplyDirectPolicyResponse> response) {
        if (!isValid(request)) {
            response.onError(Status.INVALID_ARGUMENT
                    .withDescription("pair and version (expected: two different user ids, version >= 1)")
                    .asRuntimeException());
            return;
        }
        if (response instanceof ServerCallStreamObserver<ApplyDirectPolicyResponse> call) {
            // so that answering a caller who has gone does nothing
            call.setOnCancelHandler(() -> {});
        }
        var members = DirectPair.of(new UserId(request.getOne()), new UserId(request.getOther()));
        var conversation = ConversationId.direct(members);
        var record = LogRecords.policy(conversation, members, request.getAllowed(), request.getVersion());
        log.append(conversation, record, outcome -> {
            count(outcome);
            if (outcome == AppendOutcome.APPENDED) {
                Thread.startVirtualThread(() -> answerWhenStored(conversation, request.getVersion(), response));
            } else {
                refuse("append: " + outcome + " (expected: APPENDED; repeat the same version)", response);
            }
        });
    }

    private void answerWhenStored(
            ConversationId conversation, long version, StreamObserver<ApplyDirectPolicyResponse> response) {
        long start = System.nanoTime();
        try {
            while (stored.newestVersion(conversation) < version) {
                if (System.nanoTime() - start > STORED_WITHIN_NANOS) {
                    refuse("policy: appended, not stored yet (expected: soon; repeat the same version)", response);
                    return;
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        } catch (DriverException _) {
            refuse("policy: appended, the store does not answer (repeat the same version)", response);
            return;
        }
        response.onNext(ApplyDirectPolicyResponse.newBuilder()
                .setConversation(conversation.value())
                .build());
        response.onCompleted();
    }

    private void count(AppendOutcome outcome) {
        meters.counter("warbler.message.policy.applied", "outcome", outcome.name())
                .increment();
    }

    private static void refuse(String reason, StreamObserver<ApplyDirectPolicyResponse> response) {
        response.onError(Status.UNAVAILABLE.withDescription(reason).asRuntimeException());
    }

    private static boolean isValid(ApplyDirectPolicyRequest request) {
        return UserId.isValid(request.getOne())
                && UserId.isValid(request.getOther())
                && !request.getOne().equals(request.getOther())
                && request.getVersion() >= 1;
    }
}
