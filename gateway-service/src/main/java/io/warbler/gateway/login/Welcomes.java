package io.warbler.gateway.login;

import io.warbler.boot.node.NodeIdentity;
import io.warbler.gateway.connection.ConnectionProperties;
import io.warbler.proto.Limits;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Welcome;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Makes the answer to a login: who is logged in, and what this node expects.
@Component
final class Welcomes {

    private final NodeIdentity node;
    private final ConnectionProperties limits;
    private final Clock clock;

    Welcomes(NodeIdentity node, ConnectionProperties limits, Clock clock) {
        this.node = node;
        this.limits = limits;
        this.clock = clock;
    }

    ServerFrame.Builder of(Principal principal) {
        return ServerFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setUser(principal.getUser())
                        .setDevice(principal.getDevice())
                        .setSession(principal.getSession())
                        .setNode(node.id())
                        .setHeartbeatSeconds((int) limits.heartbeat().toSeconds())
                        .setMaxFrameBytes(Limits.MAX_FRAME_BYTES)
                        .setMaxBodyBytes(Limits.MAX_BODY_BYTES)
                        .setServerTimeMs(clock.millis()));
    }
}
