package io.warbler.message.large;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.warbler.boot.error.ApiException;
import io.warbler.kernel.ConversationId;
import io.warbler.kernel.UserId;
import io.warbler.message.history.ReadGate;
import io.warbler.proto.Limits;
import io.warbler.proto.message.v1.LargeGroupPlace;
import io.warbler.proto.message.v1.PlaceServiceGrpc;
import io.warbler.proto.message.v1.ReadPlacesRequest;
import io.warbler.proto.message.v1.ReadPlacesResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.grpc.server.service.GrpcService;

/// The door for gateways that want to know to whom of a large group's members they may hand a frame out. Runs on
/// virtual
/// threads.
@GrpcService
final class PlaceGrpcService extends PlaceServiceGrpc.PlaceServiceImplBase {

    /// More large groups than a user of one node is expected to be in.
    private static final int MAX_GROUPS = Limits.MAX_SYNC_CURSORS;

    private final ReadGate gate;
    private final LargeGroupPlaces places;

    PlaceGrpcService(ReadGate gate, LargeGroupPlaces places) {
        this.gate = gate;
        this.places = places;
    }

    @Override
    public void readPlaces(ReadPlacesRequest request, StreamObserver<ReadPlacesResponse> response) {
        if (!isValid(request)) {
            response.onError(Status.INVALID_ARGUMENT
                    .withDescription("user and groups (expected: a user id, at most " + MAX_GROUPS + " ids of groups)")
                    .asRuntimeException());
            return;
        }
        try {
            List<LargeGroupPlace> found = gate.pass(
                    "places",
                    () -> places.of(
                            new UserId(request.getUser()),
                            request.getGroupsList().stream()
                                    .map(ConversationId::new)
                                    .collect(Collectors.toSet())));
            response.onNext(ReadPlacesResponse.newBuilder().addAllPlaces(found).build());
            response.onCompleted();
        } catch (ApiException e) {
            response.onError(Status.UNAVAILABLE.withDescription(e.detail()).asRuntimeException());
        }
    }

    private static boolean isValid(ReadPlacesRequest request) {
        return UserId.isValid(request.getUser())
                && request.getGroupsCount() <= MAX_GROUPS
                && request.getGroupsList().stream().allMatch(ConversationId::isGroup);
    }
}
