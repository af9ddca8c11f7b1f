package io.warbler.friend.friendship;

import io.grpc.stub.StreamObserver;
import io.warbler.friend.policy.PairPolicies;
import io.warbler.kernel.DirectPair;
import io.warbler.kernel.UserId;
import io.warbler.proto.friend.v1.FriendServiceGrpc.FriendServiceImplBase;
import io.warbler.proto.friend.v1.GetDirectPolicyRequest;
import io.warbler.proto.friend.v1.GetDirectPolicyResponse;
import io.warbler.proto.friend.v1.ListFriendsRequest;
import io.warbler.proto.friend.v1.ListFriendsResponse;
import org.springframework.grpc.server.service.GrpcService;

/// Friendships for other services.
@GrpcService
final class FriendGrpcService extends FriendServiceImplBase {

    private final PairPolicies policies;
    private final Friends friends;

    FriendGrpcService(PairPolicies policies, Friends friends) {
        this.policies = policies;
        this.friends = friends;
    }

    @Override
    public void getDirectPolicy(GetDirectPolicyRequest request, StreamObserver<GetDirectPolicyResponse> answer) {
        var pair = DirectPair.of(new UserId(request.getOne()), new UserId(request.getOther()));
        var state = policies.read(pair);
        answer.onNext(GetDirectPolicyResponse.newBuilder()
                .setAllowed(state.allowed())
                .setVersion(state.version())
                .build());
        answer.onCompleted();
    }

    @Override
    public void listFriends(ListFriendsRequest request, StreamObserver<ListFriendsResponse> answer) {
        var response = ListFriendsResponse.newBuilder();
        friends.all(new UserId(request.getUser())).forEach(friend -> response.addFriends(friend.value()));
        answer.onNext(response.build());
        answer.onCompleted();
    }
}
