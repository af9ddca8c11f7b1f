package io.warbler.message.send;

import io.warbler.boot.security.Integrator;
import io.warbler.boot.security.Principal;
import io.warbler.kernel.UserId;

/// In whose name a message is sent, and who sends it.
///
/// @param principal  the author; without device and session when an integrator acts
/// @param integrator client id of the integrator that acts in the author's name; empty when the author does
record Sender(io.warbler.proto.auth.v1.Principal principal, String integrator) {

    /// A user who sends for themselves.
    static Sender of(Principal principal) {
        var proto = io.warbler.proto.auth.v1.Principal.newBuilder()
                .setUser(principal.user().value())
                .setDevice(principal.device())
                .setSession(principal.session());
        return new Sender(proto.build(), "");
    }

    /// A user whose message was put aside for later.
    static Sender of(UserId user, String device) {
        var proto = io.warbler.proto.auth.v1.Principal.newBuilder()
                .setUser(user.value())
                .setDevice(device);
        return new Sender(proto.build(), "");
    }

    /// A user in whose name an integrator sends.
    static Sender actedFor(UserId user, Integrator integrator) {
        var proto = io.warbler.proto.auth.v1.Principal.newBuilder().setUser(user.value());
        return new Sender(proto.build(), integrator.clientId());
    }
}
