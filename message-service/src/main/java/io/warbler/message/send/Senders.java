package io.warbler.message.send;

import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceInstances;
import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import io.warbler.proto.auth.v1.FindUsersRequest;
import io.warbler.proto.auth.v1.User;
import io.warbler.proto.auth.v1.UserStatus;
import org.springframework.stereotype.Component;

/// Asks auth-service, on every send, whether messages may be sent in a user's name. Blocks; call on a virtual thread.
@Component
public class Senders {

    private final ServiceInstances<AuthServiceBlockingStub> auth;

    Senders(GrpcChannels channels, ServiceTargets targets, SendProperties properties) {
        auth = ServiceInstances.of(
                channels, targets.auth().grpc(), AuthServiceGrpc::newBlockingStub, properties.lookupTimeout());
    }

    /// Returns if the user exists and may act.
    ///
    /// @throws ApiException `USER_UNKNOWN`, `USER_DISABLED`, `USER_DELETION_REQUESTED` or `UNAVAILABLE`
    public void requireActive(UserId user) {
        switch (status(user)) {
            case USER_STATUS_ACTIVE -> {}
            case USER_STATUS_DISABLED -> throw conflict("USER_DISABLED", "The user is disabled.");
            case USER_STATUS_DELETING -> throw conflict("USER_DELETION_REQUESTED", "The user asked to be deleted.");
            case USER_STATUS_UNSPECIFIED, UNRECOGNIZED -> throw unavailable();
        }
    }

    private UserStatus status(UserId user) {
        var request = FindUsersRequest.newBuilder().addIds(user.value()).build();
        return auth
                .call(user, stub -> stub.findUsers(request))
                .orElseThrow(Senders::unavailable)
                .getUsersList()
                .stream()
                .filter(one -> one.getId().equals(user.value()))
                .map(User::getStatus)
                .findFirst()
                .orElseThrow(() ->
                        new ApiException("USER_UNKNOWN", ErrorCategory.NOT_FOUND, "There is no user of this id."));
    }

    private static ApiException conflict(String code, String detail) {
        return new ApiException(code, ErrorCategory.CONFLICT, detail);
    }

    private static ApiException unavailable() {
        return SendErrors.unavailable("Users cannot be looked up now; repeat the same request.");
    }
}
