package io.warbler.gateway.connection;

import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import java.util.Set;

/// Serves some kinds of requests. Called on the connection's event loop: never blocks.
///
/// Each request is answered exactly once, by [Request#answer] from any thread or by a verdict; what a handler throws
/// is answered as INTERNAL.
public interface RequestHandler {

    /// The kinds it serves; no other handler serves them.
    Set<FrameCase> kinds();

    /// Takes the request on.
    void handle(Request request, ClientFrame frame);
}
