package io.warbler.gateway.rest;

import java.net.InetSocketAddress;
import org.springframework.http.server.reactive.ServerHttpRequest;

/// The address of the client that a request comes from.
public final class ClientAddress {

    private ClientAddress() {}

    /// As text; empty when nobody knows it any more, because the connection has ended.
    public static String of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? ""
                : remote.getAddress().getHostAddress();
    }
}
