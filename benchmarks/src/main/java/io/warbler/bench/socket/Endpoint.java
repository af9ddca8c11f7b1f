package io.warbler.bench.socket;

import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/// Where a server takes WebSockets.
///
/// @param path path of the handshake, such as `/v1/ws`
/// @param tls  how to encrypt; empty for a plain listener
public record Endpoint(InetSocketAddress address, String path, Optional<SslContext> tls) {

    /// On loopback.
    public static Endpoint local(int port, String path, Optional<SslContext> tls) {
        return new Endpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), path, tls);
    }

    URI uri() {
        return URI.create(
                (tls.isPresent() ? "wss" : "ws") + "://" + address.getHostString() + ":" + address.getPort() + path);
    }
}
