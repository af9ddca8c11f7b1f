package io.warbler.gateway.kit;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.auth.v1.RedeemTicketRequest;
import io.warbler.proto.auth.v1.RedeemTicketResponse;
import io.warbler.proto.auth.v1.TicketRefused;
import io.warbler.proto.client.v1.Presence;
import io.warbler.proto.client.v1.PresenceState;
import io.warbler.proto.presence.v1.Departure;
import io.warbler.proto.presence.v1.GetPresenceRequest;
import io.warbler.proto.presence.v1.GetPresenceResponse;
import io.warbler.proto.presence.v1.PresenceChangeServiceGrpc;
import io.warbler.proto.presence.v1.PresenceServiceGrpc;
import io.warbler.proto.presence.v1.ReadStatesRequest;
import io.warbler.proto.presence.v1.ReadStatesResponse;
import io.warbler.proto.presence.v1.ReportChangesRequest;
import io.warbler.proto.presence.v1.ReportChangesResponse;
import io.warbler.proto.presence.v1.ReportOfflineRequest;
import io.warbler.proto.presence.v1.ReportOfflineResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// Stand-ins for auth-service and presence-service on one port.
public final class EdgeServices implements AutoCloseable {

    public final Queue<Departure> departures = new ConcurrentLinkedQueue<>();
    /// Users of whose change gateways told, in order.
    public final Queue<String> changes = new ConcurrentLinkedQueue<>();
    /// What is answered about a user; online when nothing else is said.
    public final Map<String, PresenceState> states = new ConcurrentHashMap<>();
    /// Answers about presence wait for it.
    public volatile CompletableFuture<Void> presenceGate = CompletableFuture.completedFuture(null);
    public volatile boolean reportsFail;
    public volatile boolean authFails;
    public volatile long sessionExpiresAtMs;
    private final Map<String, Ticket> ticketByText = new ConcurrentHashMap<>();
    private final Server server;

    private record Ticket(String user, String session, String origin) {}

    public EdgeServices() {
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .permitKeepAliveTime(1, TimeUnit.SECONDS)
                    .addService(new Auth())
                    .addService(new Presences())
                    .addService(new PresenceChanges())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /// A ticket that logs the user in, once.
    public String ticketFor(String user) {
        return ticketFor(user, "s" + user.substring(1));
    }

    /// The same, in that session.
    public String ticketFor(String user, String session) {
        return ticketFor(user, session, "");
    }

    /// The same, for a handshake of that origin only.
    public String ticketFor(String user, String session, String origin) {
        String ticket = UUID.randomUUID().toString();
        ticketByText.put(ticket, new Ticket(user, session, origin));
        return ticket;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Auth extends AuthServiceGrpc.AuthServiceImplBase {

        @Override
        public void redeemTicket(RedeemTicketRequest request, StreamObserver<RedeemTicketResponse> response) {
            if (authFails) {
                response.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            Ticket ticket = ticketByText.remove(request.getTicket());
            var outcome = RedeemTicketResponse.newBuilder().setSessionExpiresAtMs(sessionExpiresAtMs);
            if (ticket == null || !ticket.origin().equals(request.getOrigin())) {
                outcome.setRefused(TicketRefused.getDefaultInstance());
            } else {
                outcome.setPrincipal(Principal.newBuilder()
                        .setUser(ticket.user())
                        .setDevice("v" + ticket.user().substring(1))
                        .setSession(ticket.session()));
            }
            response.onNext(outcome.build());
            response.onCompleted();
        }
    }

    private final class Presences extends PresenceServiceGrpc.PresenceServiceImplBase {

        @Override
        public void getPresence(GetPresenceRequest request, StreamObserver<GetPresenceResponse> response) {
            var answer = GetPresenceResponse.newBuilder()
                    .addAllPresences(presences(request.getUsersList()))
                    .build();
            var _ = presenceGate.thenRun(() -> {
                response.onNext(answer);
                response.onCompleted();
            });
        }

        @Override
        public void reportOffline(ReportOfflineRequest request, StreamObserver<ReportOfflineResponse> response) {
            departures.addAll(request.getDeparturesList());
            response.onNext(ReportOfflineResponse.getDefaultInstance());
            response.onCompleted();
        }
    }

    private List<Presence> presences(List<String> users) {
        return users.stream()
                .map(user -> Presence.newBuilder()
                        .setUser(user)
                        .setState(states.getOrDefault(user, PresenceState.PRESENCE_STATE_ONLINE))
                        .build())
                .toList();
    }

    private final class PresenceChanges extends PresenceChangeServiceGrpc.PresenceChangeServiceImplBase {

        @Override
        public void reportChanges(ReportChangesRequest request, StreamObserver<ReportChangesResponse> response) {
            if (reportsFail) {
                response.onError(Status.UNAVAILABLE.asRuntimeException());
                return;
            }
            changes.addAll(request.getUsersList());
            response.onNext(ReportChangesResponse.getDefaultInstance());
            response.onCompleted();
        }

        @Override
        public void readStates(ReadStatesRequest request, StreamObserver<ReadStatesResponse> response) {
            response.onNext(ReadStatesResponse.newBuilder()
                    .addAllPresences(presences(request.getUsersList()))
                    .build());
            response.onCompleted();
        }
    }
}
