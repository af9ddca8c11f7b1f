package io.warbler.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.test.StackExtension;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What operators see: health, metrics, version; and what happens without Redis or with wrong settings.
class OperationIT {

    @Order(1)
    @RegisterExtension
    static final StackExtension STACK = StackExtension.with("auth").withTopics();

    /// Nothing listens on the discard port: Redis is away.
    @Order(2)
    @RegisterExtension
    static final AuthServer AUTH = AuthServer.on(STACK)
            .with("spring.data.redis.port", "9")
            .with("warbler.auth.throttle.failures-per-name", "3")
            .with("warbler.auth.throttle.failures-per-address", "10");

    private final AuthHttp http = AUTH.http();

    @Test
    void isLiveAndReadyWithoutRedis() {
        assertThat(http.get("/actuator/health/liveness").hasStatus(200).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(http.get("/actuator/health/readiness").hasStatus(200).body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void throttlesLocallyWithoutRedis() {
        var name = AuthHttp.freshName();
        http.register(name, AuthHttp.PASSWORD).hasStatus(201);
        for (int i = 0; i < 3; i++) {
            http.login(name, "wrong " + i).isProblem(401, "AUTH_LOGIN_REFUSED");
        }

        http.login(name, AuthHttp.PASSWORD).isProblem(429, "AUTH_THROTTLED");
    }

    @Test
    void metricsAndVersionAreServedAndNothingElse() {
        http.loginAsSomebody();

        assertThat(http.get("/actuator/prometheus").hasStatus(200).body())
                .contains("warbler_auth_session_logins_total")
                .contains("warbler_auth_credential_hashes_running");
        assertThat(http.get("/actuator/info").hasStatus(200).text("service")).isEqualTo("auth-service");
        for (String endpoint : new String[] {"env", "beans", "heapdump", "configprops", "loggers", "shutdown"}) {
            assertThat(http.get("/actuator/" + endpoint).status()).isEqualTo(404);
        }
    }

    @Test
    void misspeltSettingStopsTheStart() {
        assertThatThrownBy(() -> AuthServer.on(STACK)
                        .with("warbler.auth.sessions.liftime", "1d")
                        .start())
                .hasStackTraceContaining("warbler.auth.sessions.liftime");
    }

    @Test
    void newerSchemaThanPresentIsWaitedForThenStopsTheStart() {
        assertThatThrownBy(() -> AuthServer.on(STACK)
                        .with("warbler.cassandra.schema-version", "999")
                        .with("warbler.cassandra.start-timeout", "1s")
                        .start())
                .hasStackTraceContaining("expected: Cassandra running and the schema migrated to version 999");
    }

    @Test
    void failuresAreThrottledByTheAddressThatTheGatewayTells() {
        for (int i = 0; i < 10; i++) {
            loginFrom("203.0.113.7", "nobody-" + i).isProblem(401, "AUTH_LOGIN_REFUSED");
        }

        loginFrom("203.0.113.7", "nobody-else").isProblem(429, "AUTH_THROTTLED");
        loginFrom("203.0.113.8", "nobody-else").isProblem(401, "AUTH_LOGIN_REFUSED");
    }

    private Answer loginFrom(String address, String name) {
        return http.send(http.request("/v1/sessions")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"wrong\"}")));
    }
}
