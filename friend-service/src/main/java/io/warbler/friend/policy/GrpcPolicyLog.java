package io.warbler.friend.policy;

import io.grpc.StatusRuntimeException;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceInstances;
import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.proto.message.v1.ApplyDirectPolicyRequest;
import io.warbler.proto.message.v1.DirectPolicyServiceGrpc;
import io.warbler.proto.message.v1.DirectPolicyServiceGrpc.DirectPolicyServiceBlockingStub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Appends policies through message-service, any instance of it.
@Component
final class GrpcPolicyLog implements PolicyLog {

    private static final Logger log = LoggerFactory.getLogger(GrpcPolicyLog.class);

    private final ServiceInstances<DirectPolicyServiceBlockingStub> message;
    private final PolicyMetrics metrics;

    GrpcPolicyLog(GrpcChannels channels, ServiceTargets targets, PolicyProperties properties, PolicyMetrics metrics) {
        this.message = ServiceInstances.of(
                channels,
                targets.message().grpc(),
                DirectPolicyServiceGrpc::newBlockingStub,
                properties.applyTimeout());
        this.metrics = metrics;
    }

    @Override
    public void apply(PairState state) {
        var request = ApplyDirectPolicyRequest.newBuilder()
                .setOne(state.pair().low().value())
                .setOther(state.pair().high().value())
                .setAllowed(state.allowed())
                .setVersion(state.version())
                .build();
        boolean applied = isApplied(request, state);
        metrics.applied(applied);
        if (!applied) {
            throw PairErrors.unfinished("The change could not be logged");
        }
    }

    /// Whatever the failure, the change is written and has to be completed.
    private boolean isApplied(ApplyDirectPolicyRequest request, PairState state) {
        try {
            return message.call(state.pair(), stub -> stub.applyDirectPolicy(request))
                    .isPresent();
        } catch (StatusRuntimeException e) {
            log.atError().addKeyValue("pair", state.pair()).setCause(e).log("Policy refused");
            return false;
        }
    }
}
