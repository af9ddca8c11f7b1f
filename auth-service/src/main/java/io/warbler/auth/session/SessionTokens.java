package io.warbler.auth.session;

import io.warbler.auth.token.AccessTokenIssuer;
import io.warbler.auth.token.KeyEncryption;
import io.warbler.auth.token.Secrets;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/// Makes the tokens of sessions. A refresh token follows from its predecessor and a key of ours, so a client that lost
/// the answer can be given the same one again, though only hashes are stored.
@Component
final class SessionTokens {

    private final KeyEncryption encryption;
    private final SecureRandom random;
    private final AccessTokenIssuer accessTokens;

    SessionTokens(KeyEncryption encryption, SecureRandom random, AccessTokenIssuer accessTokens) {
        this.encryption = encryption;
        this.random = random;
        this.accessTokens = accessTokens;
    }

    RefreshToken first(String session) {
        return new RefreshToken(session, 0, Secrets.random(random));
    }

    RefreshToken successorOf(RefreshToken token) {
        int generation = token.generation() + 1;
        byte[] secret = encryption.derive("refresh", token.session(), Integer.toString(generation), token.secret());
        return new RefreshToken(token.session(), generation, Secrets.text(secret));
    }

    /// The refresh token with a new access token.
    Tokens with(Session session, RefreshToken refresh) {
        return new Tokens(session.principal(), accessTokens.issue(session.principal(), session.expiresAt()), refresh);
    }
}
