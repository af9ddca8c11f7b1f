package io.warbler.gateway.presence;

import io.grpc.ManagedChannel;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.gateway.discovery.AnyInstance;
import io.warbler.gateway.discovery.RankedInstances;
import io.warbler.gateway.discovery.UnaryOutcome;
import io.warbler.proto.presence.v1.Departure;
import io.warbler.proto.presence.v1.GetPresenceRequest;
import io.warbler.proto.presence.v1.GetPresenceResponse;
import io.warbler.proto.presence.v1.PresenceChangeServiceGrpc;
import io.warbler.proto.presence.v1.PresenceChangeServiceGrpc.PresenceChangeServiceStub;
import io.warbler.proto.presence.v1.PresenceServiceGrpc;
import io.warbler.proto.presence.v1.PresenceServiceGrpc.PresenceServiceStub;
import io.warbler.proto.presence.v1.ReadStatesRequest;
import io.warbler.proto.presence.v1.ReadStatesResponse;
import io.warbler.proto.presence.v1.ReportChangesRequest;
import io.warbler.proto.presence.v1.ReportChangesResponse;
import io.warbler.proto.presence.v1.ReportOfflineRequest;
import io.warbler.proto.presence.v1.ReportOfflineResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Calls of presence-service.
@Component
final class PresenceCalls {

    private final AnyInstance presence;
    private final RankedInstances byUser;
    private final PresenceProperties properties;

    PresenceCalls(ServiceTargets targets, GrpcChannels channels, PresenceProperties properties) {
        this.presence = new AnyInstance(targets.presence().grpc(), channels, new Random());
        this.byUser = new RankedInstances(targets.presence().grpc(), channels);
        this.properties = properties;
    }

    /// The users by the instance that tells of their changes: the same one for all gateways, so that it tells once.
    Map<ManagedChannel, List<String>> byInstance(List<String> users) {
        return users.stream().collect(Collectors.groupingBy(byUser::channel));
    }

    CompletableFuture<ReportChangesResponse> reportChanges(ManagedChannel instance, List<String> users) {
        var outcome = new CompletableFuture<ReportChangesResponse>();
        changes(instance)
                .reportChanges(
                        ReportChangesRequest.newBuilder().addAllUsers(users).build(), new UnaryOutcome<>(outcome));
        return outcome;
    }

    CompletableFuture<ReadStatesResponse> readStates(List<String> users) {
        var outcome = new CompletableFuture<ReadStatesResponse>();
        changes(presence.channel())
                .readStates(ReadStatesRequest.newBuilder().addAllUsers(users).build(), new UnaryOutcome<>(outcome));
        return outcome;
    }

    CompletableFuture<GetPresenceResponse> read(String asker, List<String> users) {
        var outcome = new CompletableFuture<GetPresenceResponse>();
        stub().getPresence(
                        GetPresenceRequest.newBuilder()
                                .setAsker(asker)
                                .addAllUsers(users)
                                .build(),
                        new UnaryOutcome<>(outcome));
        return outcome;
    }

    CompletableFuture<ReportOfflineResponse> report(List<Departure> departures) {
        var outcome = new CompletableFuture<ReportOfflineResponse>();
        stub().reportOffline(
                        ReportOfflineRequest.newBuilder()
                                .addAllDepartures(departures)
                                .build(),
                        new UnaryOutcome<>(outcome));
        return outcome;
    }

    private PresenceChangeServiceStub changes(ManagedChannel instance) {
        return PresenceChangeServiceGrpc.newStub(instance)
                .withDeadlineAfter(properties.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
    }

    private PresenceServiceStub stub() {
        return PresenceServiceGrpc.newStub(presence.channel())
                .withDeadlineAfter(properties.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
    }
}
