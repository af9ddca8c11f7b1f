package io.warbler.presence.telling;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.warbler.kernel.UserId;
import io.warbler.presence.presence.PresenceProto;
import io.warbler.presence.presence.PresenceStates;
import io.warbler.presence.presence.UserPresence;
import io.warbler.proto.Limits;
import io.warbler.proto.presence.v1.PresenceChangeServiceGrpc.PresenceChangeServiceImplBase;
import io.warbler.proto.presence.v1.ReadStatesRequest;
import io.warbler.proto.presence.v1.ReadStatesResponse;
import io.warbler.proto.presence.v1.ReportChangesRequest;
import io.warbler.proto.presence.v1.ReportChangesResponse;
import java.util.List;
import java.util.Map;
import org.springframework.grpc.server.service.GrpcService;

/// Changes for gateways; guarded by the cluster token.
@GrpcService
final class PresenceChangeGrpcService extends PresenceChangeServiceImplBase {

    private final ChangeWindow window;
    private final PresenceStates states;

    PresenceChangeGrpcService(ChangeWindow window, PresenceStates states) {
        this.window = window;
        this.states = states;
    }

    @Override
    public void reportChanges(ReportChangesRequest request, StreamObserver<ReportChangesResponse> answer) {
        var _ = window.changed(users(request.getUsersList())).whenComplete((_, failure) -> {
            if (failure == null) {
                answer.onNext(ReportChangesResponse.getDefaultInstance());
                answer.onCompleted();
            } else {
                answer.onError(Status.UNAVAILABLE
                        .withDescription("watchers may not have been told")
                        .asException());
            }
        });
    }

    @Override
    public void readStates(ReadStatesRequest request, StreamObserver<ReadStatesResponse> answer) {
        List<UserId> users = users(request.getUsersList());
        Map<UserId, UserPresence> read = states.withoutTimes(users);
        var response = ReadStatesResponse.newBuilder();
        users.forEach(user ->
                response.addPresences(PresenceProto.toProto(read.getOrDefault(user, new UserPresence.Offline(user)))));
        answer.onNext(response.build());
        answer.onCompleted();
    }

    private static List<UserId> users(List<String> ids) {
        if (ids.isEmpty() || ids.size() > Limits.MAX_REPORTED_USERS) {
            throw new IllegalArgumentException(
                    "users: " + ids.size() + " (expected: 1 to " + Limits.MAX_REPORTED_USERS + ")");
        }
        return ids.stream().map(UserId::new).toList();
    }
}
