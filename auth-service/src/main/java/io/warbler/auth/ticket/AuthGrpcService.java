package io.warbler.auth.ticket;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.warbler.auth.session.Session;
import io.warbler.auth.user.User;
import io.warbler.auth.user.UserFinder;
import io.warbler.auth.user.UserStatus;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.FindUsersRequest;
import io.warbler.proto.auth.v1.FindUsersResponse;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.auth.v1.RedeemTicketRequest;
import io.warbler.proto.auth.v1.RedeemTicketResponse;
import io.warbler.proto.auth.v1.TicketRefused;
import org.springframework.grpc.server.service.GrpcService;

/// The door for other services.
@GrpcService
final class AuthGrpcService extends AuthServiceGrpc.AuthServiceImplBase {

    private static final int MAX_USERS = 100;

    private final TicketRedeemer redeemer;
    private final UserFinder finder;

    AuthGrpcService(TicketRedeemer redeemer, UserFinder finder) {
        this.redeemer = redeemer;
        this.finder = finder;
    }

    @Override
    public void redeemTicket(RedeemTicketRequest request, StreamObserver<RedeemTicketResponse> response) {
        var session = redeemer.redeem(request.getTicket(), request.getOrigin());
        response.onNext(session.map(AuthGrpcService::redeemed).orElseGet(AuthGrpcService::refused));
        response.onCompleted();
    }

    @Override
    public void findUsers(FindUsersRequest request, StreamObserver<FindUsersResponse> response) {
        if (request.getIdsCount() > MAX_USERS || request.getNamesCount() > MAX_USERS) {
            response.onError(Status.INVALID_ARGUMENT
                    .withDescription("at most 100 ids and 100 names")
                    .asRuntimeException());
            return;
        }
        var found = FindUsersResponse.newBuilder();
        finder.find(request.getIdsList(), request.getNamesList()).forEach(user -> found.addUsers(toProto(user)));
        response.onNext(found.build());
        response.onCompleted();
    }

    private static RedeemTicketResponse redeemed(Session session) {
        var principal = session.principal();
        return RedeemTicketResponse.newBuilder()
                .setPrincipal(Principal.newBuilder()
                        .setUser(principal.user().value())
                        .setDevice(principal.device())
                        .setSession(principal.session()))
                .setSessionExpiresAtMs(session.expiresAt().toEpochMilli())
                .build();
    }

    private static RedeemTicketResponse refused() {
        return RedeemTicketResponse.newBuilder()
                .setRefused(TicketRefused.getDefaultInstance())
                .build();
    }

    private static io.warbler.proto.auth.v1.User toProto(User user) {
        return io.warbler.proto.auth.v1.User.newBuilder()
                .setId(user.id().value())
                .setName(user.name().value())
                .setStatus(toProto(user.status()))
                .build();
    }

    private static io.warbler.proto.auth.v1.UserStatus toProto(UserStatus status) {
        return switch (status) {
            case ACTIVE -> io.warbler.proto.auth.v1.UserStatus.USER_STATUS_ACTIVE;
            case DISABLED -> io.warbler.proto.auth.v1.UserStatus.USER_STATUS_DISABLED;
            case DELETING -> io.warbler.proto.auth.v1.UserStatus.USER_STATUS_DELETING;
            case DELETED -> io.warbler.proto.auth.v1.UserStatus.USER_STATUS_UNSPECIFIED;
        };
    }
}
