package io.warbler.boot.security;

import java.time.Clock;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Reads access tokens where there is no servlet filter to do it. The same rules decide which are good.
public final class AccessTokenReader {

    private final JwtDecoder decoder;

    public AccessTokenReader(TokenProperties properties, Clock clock) {
        decoder = AccessTokens.decoder(AccessTokens.remoteKeys(properties), properties, clock);
    }

    /// For whom the token is; nobody when it is not good, or cannot be checked now. Blocks while keys are fetched.
    public Optional<Actor> read(String token) {
        try {
            return Optional.of(ActorToken.actor(decoder.decode(token)));
        } catch (JwtException _) {
            return Optional.empty();
        }
    }
}
