package io.warbler.auth.ticket;

/// Answer to `POST /v1/ws-tickets`.
record TicketResponse(String ticket, long expiresInSeconds) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
