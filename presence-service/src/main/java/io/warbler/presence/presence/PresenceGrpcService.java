package io.warbler.presence.presence;

import io.grpc.stub.StreamObserver;
import io.warbler.kernel.UserId;
import io.warbler.presence.lastseen.DepartureReporter;
import io.warbler.proto.Limits;
import io.warbler.proto.presence.v1.GetPresenceRequest;
import io.warbler.proto.presence.v1.GetPresenceResponse;
import io.warbler.proto.presence.v1.PresenceServiceGrpc.PresenceServiceImplBase;
import io.warbler.proto.presence.v1.ReportOfflineRequest;
import io.warbler.proto.presence.v1.ReportOfflineResponse;
import org.springframework.grpc.server.service.GrpcService;

/// Presence for gateways.
@GrpcService
final class PresenceGrpcService extends PresenceServiceImplBase {

    private final PresenceReader reader;
    private final DepartureReporter departures;

    PresenceGrpcService(PresenceReader reader, DepartureReporter departures) {
        this.reader = reader;
        this.departures = departures;
    }

    @Override
    public void getPresence(GetPresenceRequest request, StreamObserver<GetPresenceResponse> answer) {
        int count = request.getUsersCount();
        if (count < 1 || count > Limits.MAX_WATCHED_USERS) {
            throw new IllegalArgumentException(
                    "users: " + count + " (expected: 1 to " + Limits.MAX_WATCHED_USERS + ")");
        }
        var users = request.getUsersList().stream().map(UserId::new).toList();
        var response = GetPresenceResponse.newBuilder();
        reader.read(new UserId(request.getAsker()), users).stream()
                .map(PresenceProto::toProto)
                .forEach(response::addPresences);
        answer.onNext(response.build());
        answer.onCompleted();
    }

    @Override
    public void reportOffline(ReportOfflineRequest request, StreamObserver<ReportOfflineResponse> answer) {
        departures.report(request.getDeparturesList());
        answer.onNext(ReportOfflineResponse.getDefaultInstance());
        answer.onCompleted();
    }
}
