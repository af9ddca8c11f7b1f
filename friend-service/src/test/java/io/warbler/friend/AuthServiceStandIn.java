package io.warbler.friend;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.warbler.kernel.UserId;
import io.warbler.proto.auth.v1.AuthServiceGrpc.AuthServiceImplBase;
import io.warbler.proto.auth.v1.FindUsersRequest;
import io.warbler.proto.auth.v1.FindUsersResponse;
import io.warbler.proto.auth.v1.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Knows users at the network boundary of auth-service, which is an application of its own.
final class AuthServiceStandIn extends AuthServiceImplBase implements AutoCloseable {

    private final Set<String> users = ConcurrentHashMap.newKeySet();
    private final Server server;

    AuthServiceStandIn() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    UserId register(UserId user) {
        users.add(user.value());
        return user;
    }

    @Override
    public void findUsers(FindUsersRequest request, StreamObserver<FindUsersResponse> answer) {
        var response = FindUsersResponse.newBuilder();
        request.getIdsList().stream()
                .filter(users::contains)
                .forEach(id -> response.addUsers(User.newBuilder().setId(id).setName("n" + id.substring(1, 20))));
        answer.onNext(response.build());
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
