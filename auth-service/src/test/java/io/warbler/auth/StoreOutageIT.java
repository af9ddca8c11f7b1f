package io.warbler.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.warbler.proto.auth.v1.RedeemTicketRequest;
import io.warbler.test.StackExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Cassandra goes away and comes back.
class StoreOutageIT {

    private static final Duration HEALED = Duration.ofSeconds(20);

    @Order(1)
    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("auth").withTopics();

    private final CutWire wire = new CutWire();
    private final AuthServer auth =
            AuthServer.on(STACK).with("spring.cassandra.contact-points", "127.0.0.1:" + wire.port());

    @BeforeEach
    void start() {
        wire.leadTo(STACK.connection().cassandra());
        auth.start();
    }

    @AfterEach
    void stop() {
        auth.stop();
        wire.close();
    }

    @Test
    void serviceSaysSoRefusesPreciselyAndRecovers() {
        var http = auth.http();
        var login = http.loginAsSomebody();
        var ticket = http.ticket(login.accessToken()).hasStatus(201).text("ticket");

        wire.cut();

        await().atMost(HEALED)
                .untilAsserted(() -> http.get("/actuator/health/readiness").hasStatus(503));
        http.get("/actuator/health/liveness").hasStatus(200);
        http.ticket(login.accessToken()).isProblem(503, "STORE_UNAVAILABLE");
        http.refresh(login.refreshToken()).isProblem(503, "STORE_UNAVAILABLE");
        http.get("/v1/users?name=nobody-at-all", login.accessToken()).isProblem(503, "STORE_UNAVAILABLE");
        http.get("/.well-known/jwks.json").hasStatus(200);
        var request = RedeemTicketRequest.newBuilder().setTicket(ticket).build();
        assertThatThrownBy(() -> auth.grpc().redeemTicket(request))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure -> assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));

        wire.mend();

        await().atMost(HEALED)
                .untilAsserted(() -> http.get("/actuator/health/readiness").hasStatus(200));
        assertThat(auth.grpc().redeemTicket(request).hasPrincipal()).isTrue();
        http.refresh(login.refreshToken()).hasStatus(200);
    }
}
