package io.warbler.friend.user;

import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceInstances;
import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.boot.error.ApiException;
import io.warbler.boot.error.ErrorCategory;
import io.warbler.kernel.UserId;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import io.warbler.proto.auth.v1.FindUsersRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Asks auth-service for users.
@Component
public final class UserDirectory {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ServiceInstances<AuthServiceBlockingStub> auth;

    UserDirectory(GrpcChannels channels, ServiceTargets targets, UserProperties properties) {
        this.auth = ServiceInstances.of(
                channels, targets.auth().grpc(), AuthServiceGrpc::newBlockingStub, properties.lookupTimeout());
    }

    /// Returns if the user exists.
    ///
    /// @throws ApiException `FRIEND_USER_UNKNOWN`, or `UNAVAILABLE` when nobody can tell
    public void requireExists(UserId user) {
        var request = FindUsersRequest.newBuilder().addIds(user.value()).build();
        var found = auth.call(user, stub -> stub.findUsers(request)).orElseThrow(UserDirectory::unavailable);
        if (found.getUsersList().stream().noneMatch(one -> one.getId().equals(user.value()))) {
            throw new ApiException("FRIEND_USER_UNKNOWN", ErrorCategory.NOT_FOUND, "There is no user with this id");
        }
    }

    private static ApiException unavailable() {
        return new ApiException(
                "UNAVAILABLE",
                ErrorCategory.UNAVAILABLE,
                "Users cannot be looked up now, nothing was changed; repeat the request; it is safe",
                RETRY_AFTER);
    }
}
