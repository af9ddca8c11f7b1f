package io.warbler.message.ingress;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import io.grpc.Channel;
import io.warbler.kernel.DirectPair;
import io.warbler.proto.friend.v1.FriendServiceGrpc;
import io.warbler.proto.friend.v1.FriendServiceGrpc.FriendServiceFutureStub;
import io.warbler.proto.friend.v1.GetDirectPolicyRequest;
import io.warbler.proto.friend.v1.GetDirectPolicyResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks friend-service whether two users may write to each other. Does not block.
public final class FriendPolicies {

    private final List<FriendServiceFutureStub> stubs;
    private final Duration timeout;
    private final AtomicInteger turn = new AtomicInteger();

    FriendPolicies(List<? extends Channel> channels, Duration timeout) {
        stubs = channels.stream().map(FriendServiceGrpc::newFutureStub).toList();
        this.timeout = timeout;
    }

    /// A fresh read, from one node and, if that fails, once more from the next.
    public CompletableFuture<GetDirectPolicyResponse> policyOf(DirectPair members) {
        var request = GetDirectPolicyRequest.newBuilder()
                .setOne(members.low().value())
                .setOther(members.high().value())
                .build();
        return ask(request).exceptionallyCompose(_ -> ask(request));
    }

    private CompletableFuture<GetDirectPolicyResponse> ask(GetDirectPolicyRequest request) {
        var stub = stubs.get(Math.floorMod(turn.getAndIncrement(), stubs.size()));
        var call = stub.withDeadlineAfter(timeout.toMillis() / 2, TimeUnit.MILLISECONDS)
                .getDirectPolicy(request);
        var result = new CompletableFuture<GetDirectPolicyResponse>();
        Futures.addCallback(
                call,
                new FutureCallback<GetDirectPolicyResponse>() {
                    @Override
                    public void onSuccess(GetDirectPolicyResponse response) {
                        result.complete(response);
                    }

                    @Override
                    public void onFailure(Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                Runnable::run);
        return result;
    }
}
