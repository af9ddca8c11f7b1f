package io.warbler.gateway.login;

import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.connection.Request;
import io.warbler.gateway.connection.RequestHandler;
import io.warbler.gateway.large.LargeGroups;
import io.warbler.gateway.revocation.Revocations;
import io.warbler.gateway.route.RouteProperties;
import io.warbler.gateway.route.Routes;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.auth.v1.RedeemTicketResponse;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/// Takes the first frame. The order is what makes resuming exact: delivery is positioned (before any handshake), the
/// connection is registered, the user's route stands in Redis and their places in large groups are known, then comes
/// the welcome and the client syncs. So the owner of a conversation sees the route, or the sync sees the message.
///
/// When that takes too long the login goes on without: the client is told to sync again later.
@Component
final class LoginHandler implements RequestHandler {

    private static final Duration LONGEST_SESSION = Duration.ofDays(3_650);

    private final AuthTickets tickets;
    private final Routes routes;
    private final LargeGroups largeGroups;
    private final Revocations revocations;
    private final Welcomes welcomes;
    private final RouteProperties routeProperties;
    private final Clock clock;

    // allow ParameterNumber: one collaborator per step of the order
    LoginHandler(
            AuthTickets tickets,
            Routes routes,
            LargeGroups largeGroups,
            Revocations revocations,
            Welcomes welcomes,
            RouteProperties routeProperties,
            Clock clock) {
        this.tickets = tickets;
        this.routes = routes;
        this.largeGroups = largeGroups;
        this.revocations = revocations;
        this.welcomes = welcomes;
        this.routeProperties = routeProperties;
        this.clock = clock;
    }

    @Override
    public Set<FrameCase> kinds() {
        return Set.of(FrameCase.LOGIN);
    }

    @Override
    public void handle(Request request, ClientFrame frame) {
        Connection connection = request.connection();
        var _ = tickets.redeem(frame.getLogin().getTicket(), connection.origin())
                .whenComplete((redeemed, failure) -> connection.run(() -> {
                    if (failure != null) {
                        end(request, ErrorCode.UNAVAILABLE, "login is not possible now; get a new ticket");
                    } else if (redeemed.hasPrincipal()) {
                        register(request, redeemed.getPrincipal(), sessionEndsIn(redeemed));
                    } else {
                        end(request, ErrorCode.TICKET_INVALID, "unknown, used, expired or issued for another origin");
                    }
                }));
    }

    private static void end(Request request, ErrorCode code, String message) {
        request.fail(code, message);
        request.connection().close(CloseCode.CLOSE_LOGIN_FAILED, message);
    }

    private Duration sessionEndsIn(RedeemTicketResponse redeemed) {
        if (redeemed.getSessionExpiresAtMs() == 0) {
            return LONGEST_SESSION;
        }
        Duration left = Duration.ofMillis(Math.max(0, redeemed.getSessionExpiresAtMs() - clock.millis()));
        return left.compareTo(LONGEST_SESSION) < 0 ? left : LONGEST_SESSION;
    }

    private void register(Request request, Principal principal, Duration sessionEndsIn) {
        Connection connection = request.connection();
        if (!connection.register(principal, sessionEndsIn)) {
            connection.close(
                    CloseCode.CLOSE_TOO_MANY_CONNECTIONS,
                    "the user has as many connections on this node as a user may have");
            return;
        }
        if (revocations.isRevoked(principal.getSession())) {
            connection.close(CloseCode.CLOSE_SESSION_REVOKED, "the session was revoked");
            return;
        }
        String user = principal.getUser();
        CompletableFuture<Void> routed = routes.confirmed(user);
        CompletableFuture<Boolean> placed = largeGroups.settled(user);
        CompletableFuture<Void> reachable = CompletableFuture.allOf(routed, placed);
        if (reachable.isDone()) {
            welcome(request, principal);
            return;
        }
        var _ = reachable
                .thenApply(_ -> true)
                .completeOnTimeout(false, routeProperties.confirmWithin().toNanos(), TimeUnit.NANOSECONDS)
                .thenAccept(inTime -> {
                    boolean wasRouted = routed.isDone();
                    connection.run(() -> {
                        welcome(request, principal);
                        if (!inTime) {
                            syncAgain(
                                    connection,
                                    reachable,
                                    wasRouted ? placed : CompletableFuture.completedFuture(true));
                        }
                    });
                });
    }

    /// Once all stands, if the first sync may have left something out by then.
    private static void syncAgain(
            Connection connection, CompletableFuture<Void> reachable, CompletableFuture<Boolean> mayLack) {
        var _ = reachable.thenCombine(mayLack, (_, lacks) -> lacks).thenAccept(lacks -> {
            if (lacks) {
                connection.run(connection::resync);
            }
        });
    }

    private void welcome(Request request, Principal principal) {
        request.connection().welcome(request, welcomes.of(principal));
    }
}
