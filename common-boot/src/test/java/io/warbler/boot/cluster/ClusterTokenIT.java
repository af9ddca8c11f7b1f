package io.warbler.boot.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.FindUsersRequest;
import io.warbler.proto.auth.v1.FindUsersResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real gRPC server behind the check, called with and without the token.
class ClusterTokenIT {

    private static final ClusterToken TOKEN = new ClusterToken("a".repeat(32));
    private static final ClusterToken OTHER = new ClusterToken("b".repeat(32));

    private final Server server = NettyServerBuilder.forAddress(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
            .intercept(new ClusterTokenCheck(TOKEN))
            .addService(new NoUsers())
            .addService(new HealthStatusManager().getHealthService())
            .build();
    private final GrpcChannels channels = new GrpcChannels(new ClusterTokenInterceptor(TOKEN), Runnable::run);
    private final GrpcChannels foreign = new GrpcChannels(new ClusterTokenInterceptor(OTHER), Runnable::run);

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        channels.close();
        foreign.close();
        server.shutdownNow();
    }

    @Test
    void callWithTheTokenPasses() {
        assertThat(find(channels.channel(target()))).isEqualTo(FindUsersResponse.getDefaultInstance());
    }

    @Test
    void targetHasOneChannel() {
        assertThat(channels.channel(target())).isSameAs(channels.channel(target()));
    }

    @Test
    void callWithAnotherTokenIsUnauthenticated() {
        isRefused(foreign.channel(target()));
    }

    @Test
    void callWithoutTokenIsUnauthenticatedButHealthAnswers() {
        var channel = ManagedChannelBuilder.forTarget(target()).usePlaintext().build();
        try {
            isRefused(channel);
            assertThat(HealthGrpc.newBlockingStub(channel)
                            .check(HealthCheckRequest.getDefaultInstance())
                            .getStatus())
                    .isEqualTo(ServingStatus.SERVING);
        } finally {
            channel.shutdownNow();
        }
    }

    private static void isRefused(ManagedChannel channel) {
        assertThatThrownBy(() -> find(channel))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refusal -> assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    }

    private static FindUsersResponse find(ManagedChannel channel) {
        return AuthServiceGrpc.newBlockingStub(channel).findUsers(FindUsersRequest.getDefaultInstance());
    }

    private String target() {
        return "127.0.0.1:" + server.getPort();
    }

    private static final class NoUsers extends AuthServiceGrpc.AuthServiceImplBase {

        @Override
        public void findUsers(FindUsersRequest request, StreamObserver<FindUsersResponse> response) {
            response.onNext(FindUsersResponse.getDefaultInstance());
            response.onCompleted();
        }
    }
}
