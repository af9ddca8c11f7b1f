package io.warbler.auth.ticket;

import io.warbler.auth.token.Secrets;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;

/// A ticket: 256 random bits, good for one WebSocket connection. Never printed.
///
/// @param secret what the client gets
record Ticket(String secret) {

    static Ticket random(SecureRandom random) {
        return new Ticket(Secrets.random(random));
    }

    static Optional<Ticket> parse(String text) {
        return text.matches(Secrets.FORM) ? Optional.of(new Ticket(text)) : Optional.empty();
    }

    /// What the store gets.
    ByteBuffer hash() {
        return Secrets.hash(secret);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
