package io.warbler.message.edge;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.warbler.proto.friend.v1.FriendServiceGrpc;
import io.warbler.proto.friend.v1.GetDirectPolicyRequest;
import io.warbler.proto.friend.v1.GetDirectPolicyResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// A friend-service that answers what a test wants, when it wants.
public final class FakeFriends implements AutoCloseable {

    public static final GetDirectPolicyResponse FRIENDS =
            GetDirectPolicyResponse.newBuilder().setAllowed(true).setVersion(3).build();
    public static final GetDirectPolicyResponse STRANGERS = GetDirectPolicyResponse.getDefaultInstance();

    private final Server server;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile CompletableFuture<GetDirectPolicyResponse> answer = CompletableFuture.completedFuture(FRIENDS);

    FakeFriends() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Service())
                .build()
                .start();
    }

    public void answer(CompletableFuture<GetDirectPolicyResponse> future) {
        answer = future;
    }

    public void answer(GetDirectPolicyResponse policy) {
        answer = CompletableFuture.completedFuture(policy);
    }

    public int calls() {
        return calls.get();
    }

    String target() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Service extends FriendServiceGrpc.FriendServiceImplBase {

        @Override
        public void getDirectPolicy(GetDirectPolicyRequest request, StreamObserver<GetDirectPolicyResponse> response) {
            calls.incrementAndGet();
            var _ = answer.whenComplete((policy, failure) -> {
                if (failure != null) {
                    response.onError(Status.UNAVAILABLE.asRuntimeException());
                    return;
                }
                response.onNext(policy);
                response.onCompleted();
            });
        }
    }
}
