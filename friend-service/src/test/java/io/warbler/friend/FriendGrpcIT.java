package io.warbler.friend;

import static io.warbler.friend.FriendUsers.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.kernel.UserId;
import io.warbler.proto.friend.v1.FriendServiceGrpc;
import io.warbler.proto.friend.v1.FriendServiceGrpc.FriendServiceBlockingStub;
import io.warbler.proto.friend.v1.GetDirectPolicyRequest;
import io.warbler.proto.friend.v1.GetDirectPolicyResponse;
import io.warbler.proto.friend.v1.ListFriendsRequest;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WarblerStack(services = "friend", topics = true, shared = true)
class FriendGrpcIT {

    private static FriendNodes nodes;

    @BeforeAll
    static void start(StackConnection stack) {
        nodes = FriendNodes.shared(stack);
    }

    @Test
    void strangersHaveVersionZero() {
        var policy = policyOf(newUser().value(), newUser().value());

        assertThat(policy.getAllowed()).isFalse();
        assertThat(policy.getVersion()).isZero();
    }

    @Test
    void policyIsTheSameInEitherOrderAndVersionsRise() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        nodes.befriend(alice, bob);
        var friends = policyOf(alice.value(), bob.value());
        nodes.put(alice, "/v1/blocks/" + bob);
        var blocked = policyOf(alice.value(), bob.value());

        assertThat(friends.getAllowed()).isTrue();
        assertThat(blocked.getAllowed()).isFalse();
        assertThat(blocked.getVersion()).isGreaterThan(friends.getVersion());
        assertThat(policyOf(bob.value(), alice.value())).isEqualTo(blocked);
    }

    @Test
    void friendsAreListedWithoutBlockedAndBlockingOnes() {
        UserId alice = nodes.user();
        UserId bob = nodes.user();
        UserId carol = nodes.user();
        UserId dave = nodes.user();
        List.of(bob, carol, dave).forEach(friend -> nodes.befriend(friend, alice));
        nodes.put(alice, "/v1/blocks/" + bob);
        nodes.put(carol, "/v1/blocks/" + alice);

        assertThat(friendsOf(alice)).containsExactly(dave.value());
        assertThat(friendsOf(bob)).isEmpty();
    }

    @Test
    void malformedIdIsAnInvalidArgument() {
        assertThatThrownBy(() -> policyOf("alice", newUser().value()))
                .satisfies(hasStatus(Status.Code.INVALID_ARGUMENT));
        String same = newUser().value();
        assertThatThrownBy(() -> policyOf(same, same)).satisfies(hasStatus(Status.Code.INVALID_ARGUMENT));
        assertThatThrownBy(() -> stub().listFriends(ListFriendsRequest.getDefaultInstance()))
                .satisfies(hasStatus(Status.Code.INVALID_ARGUMENT));
    }

    @Test
    void callerWithoutClusterTokenIsRefused() {
        ManagedChannel stranger = NettyChannelBuilder.forAddress("127.0.0.1", nodes.grpcPort())
                .usePlaintext()
                .build();
        try {
            assertThatThrownBy(() -> FriendServiceGrpc.newBlockingStub(stranger)
                            .withDeadlineAfter(5, TimeUnit.SECONDS)
                            .listFriends(ListFriendsRequest.getDefaultInstance()))
                    .satisfies(hasStatus(Status.Code.UNAUTHENTICATED));
        } finally {
            stranger.shutdownNow();
        }
    }

    private static GetDirectPolicyResponse policyOf(String one, String other) {
        return stub().getDirectPolicy(GetDirectPolicyRequest.newBuilder()
                .setOne(one)
                .setOther(other)
                .build());
    }

    private static List<String> friendsOf(UserId user) {
        return List.copyOf(stub().listFriends(
                        ListFriendsRequest.newBuilder().setUser(user.value()).build())
                .getFriendsList());
    }

    private static FriendServiceBlockingStub stub() {
        var channel = nodes.bean(GrpcChannels.class).channel("127.0.0.1:" + nodes.grpcPort());
        return FriendServiceGrpc.newBlockingStub(channel).withDeadlineAfter(5, TimeUnit.SECONDS);
    }

    private static Consumer<Throwable> hasStatus(Status.Code code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(code));
    }
}
