package io.warbler.auth.ticket;

/// Body of `POST /v1/ws-tickets`: an empty object.
record TicketRequest() {}
