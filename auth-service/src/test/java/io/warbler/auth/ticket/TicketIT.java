package io.warbler.auth.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.warbler.auth.AuthHttp;
import io.warbler.auth.SharedAuth;
import io.warbler.proto.auth.v1.AuthServiceGrpc;
import io.warbler.proto.auth.v1.RedeemTicketRequest;
import io.warbler.proto.auth.v1.RedeemTicketResponse;
import io.warbler.proto.auth.v1.RedeemTicketResponse.OutcomeCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I12")
class TicketIT extends SharedAuth {

    private final AuthHttp http = AUTH.http();

    @Test
    void ticketNamesItsSessionOnce() {
        var login = http.loginAsSomebody();
        var issued = http.ticket(login.accessToken()).hasStatus(201);
        assertThat(issued.json().path("expiresInSeconds").asInt()).isEqualTo(30);

        var first = redeem(issued.text("ticket"), "");
        var second = redeem(issued.text("ticket"), "");

        assertThat(first.getPrincipal().getUser()).isEqualTo(login.text("user"));
        assertThat(first.getPrincipal().getDevice()).isEqualTo(login.text("device"));
        assertThat(first.getPrincipal().getSession()).isEqualTo(login.text("session"));
        assertThat(first.getSessionExpiresAtMs())
                .isGreaterThan(AUTH.clock().instant().plus(Duration.ofDays(29)).toEpochMilli());
        assertThat(second.getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
    }

    @Test
    void fiftyRedemptionsAtOnceHaveOneWinner() throws Exception {
        var ticket = http.ticket(http.loginAsSomebody().accessToken()).text("ticket");
        Callable<OutcomeCase> attempt = () -> outcome(ticket);

        List<OutcomeCase> outcomes = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : executor.invokeAll(Collections.nCopies(50, attempt))) {
                outcomes.add(future.get());
            }
        }

        assertThat(outcomes).hasSize(50);
        assertThat(Collections.frequency(outcomes, OutcomeCase.PRINCIPAL)).isEqualTo(1);
        assertThat(outcome(ticket)).isEqualTo(OutcomeCase.REFUSED);
    }

    @Test
    void expiredTicketIsRefused() {
        var ticket = http.ticket(http.loginAsSomebody().accessToken()).text("ticket");
        AUTH.clock().advance(Duration.ofSeconds(30));

        assertThat(redeem(ticket, "").getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
    }

    @Test
    void ticketIsBoundToItsOrigin() {
        var login = http.loginAsSomebody();
        var ticket = http.ticket(login.accessToken(), "Origin", "https://chat.example")
                .hasStatus(201)
                .text("ticket");
        var ticketWithout = http.ticket(login.accessToken()).text("ticket");

        assertThat(redeem(ticket, "https://evil.example").getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
        assertThat(redeem(ticket, "").getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
        assertThat(redeem(ticketWithout, "https://evil.example").getOutcomeCase())
                .isEqualTo(OutcomeCase.REFUSED);
        assertThat(redeem(ticket, "https://chat.example").getOutcomeCase()).isEqualTo(OutcomeCase.PRINCIPAL);
    }

    @Test
    void madeUpTicketIsRefused() {
        assertThat(redeem("A".repeat(43), "").getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
        assertThat(redeem("", "").getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
        assertThat(redeem("nonsense ✗", "").getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
    }

    @Test
    void ticketOfARevokedSessionIsRefused() {
        var login = http.loginAsSomebody();
        var ticket = http.ticket(login.accessToken()).text("ticket");

        http.delete("/v1/sessions/current", login.accessToken()).hasStatus(204);

        assertThat(redeem(ticket, "").getOutcomeCase()).isEqualTo(OutcomeCase.REFUSED);
    }

    @Test
    void callWithoutClusterTokenIsRefused() {
        var channel = ManagedChannelBuilder.forAddress("127.0.0.1", AUTH.grpcPort())
                .usePlaintext()
                .build();
        try {
            var stub = AuthServiceGrpc.newBlockingStub(channel);
            var request = RedeemTicketRequest.newBuilder().setTicket("x").build();

            assertThatThrownBy(() -> stub.redeemTicket(request))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refusal ->
                                    assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
        } finally {
            channel.shutdownNow();
        }
    }

    private static RedeemTicketResponse redeem(String ticket, String origin) {
        return AUTH.grpc()
                .redeemTicket(RedeemTicketRequest.newBuilder()
                        .setTicket(ticket)
                        .setOrigin(origin)
                        .build());
    }

    /// Under contention the store may not say how it ended; such a call did not connect.
    private static OutcomeCase outcome(String ticket) {
        try {
            return redeem(ticket, "").getOutcomeCase();
        } catch (StatusRuntimeException unknown) {
            assertThat(unknown.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            return OutcomeCase.OUTCOME_NOT_SET;
        }
    }
}
