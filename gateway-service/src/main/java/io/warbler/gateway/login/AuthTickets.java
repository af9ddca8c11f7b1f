package io.warbler.gateway.login;

import io.warbler.boot.cluster.GrpcChannels;
import io.warbler.boot.cluster.ServiceTargets;
import io.warbler.gateway.discovery.AnyInstance;
import io.warbler.gateway.discovery.UnaryOutcome;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.RedeemTicketRequest;
import io.warbler.proto.auth.v1.RedeemTicketResponse;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Redeems tickets at auth-service. Never repeats a call: the first one may have used the ticket up.
@Component
final class AuthTickets {

    private final AnyInstance auth;
    private final LoginProperties properties;

    AuthTickets(ServiceTargets targets, GrpcChannels channels, LoginProperties properties) {
        this.auth = new AnyInstance(targets.auth().grpc(), channels, new Random());
        this.properties = properties;
    }

    boolean isReachable() {
        return auth.isReachable();
    }

    /// Fails when auth-service does not answer in time.
    CompletableFuture<RedeemTicketResponse> redeem(String ticket, String origin) {
        var outcome = new CompletableFuture<RedeemTicketResponse>();
        AuthServiceGrpc.newStub(auth.channel())
                .withDeadlineAfter(properties.redeemWithin().toNanos(), TimeUnit.NANOSECONDS)
                .redeemTicket(
                        RedeemTicketRequest.newBuilder()
                                .setTicket(ticket)
                                .setOrigin(origin)
                                .build(),
                        new UnaryOutcome<>(outcome));
        return outcome;
    }
}
