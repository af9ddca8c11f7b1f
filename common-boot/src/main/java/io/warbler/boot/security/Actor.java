package io.warbler.boot.security;

/// Who a request comes from: a user on a device, or an integrator. Endpoints that serve both take it as an argument;
/// all others take a [Principal] and no integrator gets to them.
public sealed interface Actor permits Principal, Integrator {

    /// Who it is, to count by and to log: a user id or a client id.
    String id();
}
