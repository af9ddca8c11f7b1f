package io.warbler.boot.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warbler.kernel.UserId;
import io.warbler.test.token.AccessTokenIssuer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// The decoder of every service, with keys fetched over HTTP, against one token for each way to forge one.
class ForgedTokensIT {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final UserId USER = new UserId("u" + "a".repeat(32));
    private static final AccessTokenIssuer ISSUER = new AccessTokenIssuer(CLOCK);
    private static final TokenProperties PROPERTIES = new TokenProperties(
            "https://warbler.local", "warbler", URI.create(ISSUER.jwksUri()), Duration.ofSeconds(60));
    private static final JwtDecoder DECODER =
            AccessTokens.decoder(AccessTokens.remoteKeys(PROPERTIES), PROPERTIES, CLOCK);

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    static Stream<Map.Entry<String, String>> forgedTokens() {
        return ISSUER.forgedTokensOf(USER).byFlaw().entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgedTokens")
    void forgedTokenIsRefused(Map.Entry<String, String> forged) {
        assertThatThrownBy(() -> DECODER.decode(forged.getValue())).isInstanceOf(BadJwtException.class);
    }

    /// The forgeries differ from this one in their flaw only.
    @Test
    void goodTokenIsAccepted() {
        assertThat(ActorToken.actor(DECODER.decode(ISSUER.tokenOf(USER))))
                .isEqualTo(new Principal(USER, "v" + "1".repeat(32), "s" + "1".repeat(32)));
    }

    @Test
    void integratorIsNoUser() {
        var client = "i" + "1".repeat(32);
        var token = DECODER.decode(ISSUER.integratorTokenOf(client, "users:read", "messages:send"));

        assertThat(ActorToken.actor(token)).isEqualTo(new Integrator(client, Set.of("users:read", "messages:send")));
        assertThat(ActorToken.authenticate(token).getAuthorities())
                .extracting("authority")
                .containsExactlyInAnyOrder("SCOPE_users:read", "SCOPE_messages:send");
    }
}
