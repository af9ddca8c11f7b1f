package io.warbler.auth.session;

import io.warbler.auth.token.Secrets;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/// A refresh token: session, its place in the line of the session's tokens, a 256-bit secret. Never printed.
///
/// @param session    the session's id
/// @param generation 0, 1, 2 …
/// @param secret     the secret's text
record RefreshToken(String session, int generation, String secret) {

    private static final Pattern FORM =
            Pattern.compile("(s[0-9a-f]{32})\\.(0|[1-9][0-9]{0,8})\\.(" + Secrets.FORM + ")");

    static Optional<RefreshToken> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new RefreshToken(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    /// What the client gets.
    String reveal() {
        return session + "." + generation + "." + secret;
    }

    /// What the store gets.
    ByteBuffer hash() {
        return Secrets.hash(secret);
    }

    boolean hasHash(ByteBuffer hash) {
        return Secrets.hasHash(secret, hash);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
