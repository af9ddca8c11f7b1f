package io.warbler.auth.ticket;

import io.warbler.boot.security.Principal;
import java.time.Instant;

/// What the store knows of a ticket.
///
/// @param principal who may connect with it
/// @param origin    the Origin it was asked for from; empty when there was none
/// @param expiresAt from when on it is no good
record IssuedTicket(Principal principal, String origin, Instant expiresAt) {}
