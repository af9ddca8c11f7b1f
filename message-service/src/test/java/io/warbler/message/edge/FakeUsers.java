package io.warbler.message.edge;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.warbler.kernel.UserId;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.FindUsersRequest;
import io.warbler.proto.auth.v1.FindUsersResponse;
import io.warbler.proto.auth.v1.User;
import io.warbler.proto.auth.v1.UserStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// An auth-service that knows the users that a test names.
public final class FakeUsers implements AutoCloseable {

    private final Server server;
    private final Map<String, UserStatus> statusByUser = new ConcurrentHashMap<>();
    private volatile boolean isAway;

    FakeUsers() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Service())
                .build()
                .start();
    }

    public void put(UserId user, UserStatus status) {
        statusByUser.put(user.value(), status);
    }

    public void setAway(boolean away) {
        isAway = away;
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Service extends AuthServiceGrpc.AuthServiceImplBase {

        @Override
        public void findUsers(FindUsersRequest request, StreamObserver<FindUsersResponse> response) {
            if (isAway) {
                response.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            var found = FindUsersResponse.newBuilder();
            for (String id : request.getIdsList()) {
                UserStatus status = statusByUser.get(id);
                if (status != null) {
                    found.addUsers(
                            User.newBuilder().setId(id).setName("somebody").setStatus(status));
                }
            }
            response.onNext(found.build());
            response.onCompleted();
        }
    }
}
