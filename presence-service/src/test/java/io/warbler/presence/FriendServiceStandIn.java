package io.warbler.presence;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.warbler.kernel.UserId;
import io.warbler.proto.friend.v1.FriendServiceGrpc.FriendServiceImplBase;
import io.warbler.proto.friend.v1.ListFriendsRequest;
import io.warbler.proto.friend.v1.ListFriendsResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Knows friends at the network boundary of friend-service, which is an application of its own.
final class FriendServiceStandIn extends FriendServiceImplBase implements AutoCloseable {

    private final Map<String, Set<String>> friendsByUser = new ConcurrentHashMap<>();
    private final Server server;

    FriendServiceStandIn() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(this)
                .build()
                .start();
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    void befriend(UserId one, UserId other) {
        friendsOf(one).add(other.value());
        friendsOf(other).add(one.value());
    }

    void separate(UserId one, UserId other) {
        friendsOf(one).remove(other.value());
        friendsOf(other).remove(one.value());
    }

    @Override
    public void listFriends(ListFriendsRequest request, StreamObserver<ListFriendsResponse> answer) {
        answer.onNext(ListFriendsResponse.newBuilder()
                .addAllFriends(friendsOf(new UserId(request.getUser())))
                .build());
        answer.onCompleted();
    }

    private Set<String> friendsOf(UserId user) {
        return friendsByUser.computeIfAbsent(user.value(), _ -> ConcurrentHashMap.newKeySet());
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
