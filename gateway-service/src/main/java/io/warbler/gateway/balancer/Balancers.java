package io.warbler.gateway.balancer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AttributeKey;
import io.warbler.gateway.balancer.BalancerProperties.Tells;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.ConnectionInfo;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.ProxyProtocolSupportType;

/// Takes clients' addresses from the load balancers that are trusted, and from nobody else.
///
/// With the PROXY protocol whoever is trusted has to speak it, on every connection, and from any other address it is
/// an error of TLS: so a client can neither leave out nor make up what a balancer says.
@Component
public final class Balancers {

    /// Where Reactor Netty keeps what the PROXY protocol told.
    private static final AttributeKey<InetSocketAddress> TOLD = AttributeKey.valueOf("remoteAddressFromProxyProtocol");

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final List<AddressRange> trusted;
    private final Tells tells;
    private final Counter untold;

    Balancers(BalancerProperties properties, MeterRegistry metrics) {
        trusted = properties.ranges();
        tells = properties.tells();
        untold = metrics.counter("warbler.gateway.balancer.untold");
    }

    /// Requests of this server have the addresses that balancers tell. On platforms that Spring Boot knows to have a
    /// balancer it would believe everybody: so that is switched off first.
    public HttpServer heardBy(HttpServer server) {
        HttpServer believingNobody = server.forwarded(false);
        if (trusted.isEmpty()) {
            return believingNobody;
        }
        return switch (tells) {
            case PROXY_PROTOCOL -> believingNobody.proxyProtocol(ProxyProtocolSupportType.ON);
            case X_FORWARDED_FOR -> believingNobody.forwarded(this::forwarded);
        };
    }

    /// From here on a new channel expects the PROXY protocol only if it comes from a balancer.
    public void meet(Channel channel) {
        if (expectsProxyProtocol() && !isTrusted(channel.remoteAddress())) {
            channel.pipeline().remove(NettyPipeline.ProxyProtocolDecoder);
            channel.pipeline().remove(NettyPipeline.ProxyProtocolReader);
        }
    }

    /// The client's address of a handshake, as text; empty when the connection has ended.
    public String clientOf(Channel channel, HttpRequest request) {
        SocketAddress remote = channel.remoteAddress();
        InetSocketAddress told = expectsProxyProtocol() ? channel.attr(TOLD).get() : null;
        if (told != null) {
            return text(told);
        }
        if (tells == Tells.X_FORWARDED_FOR && isTrusted(remote)) {
            return forwardedFor(request).map(InetAddress::getHostAddress).orElseGet(() -> text(remote));
        }
        return text(remote);
    }

    private boolean expectsProxyProtocol() {
        return tells == Tells.PROXY_PROTOCOL && !trusted.isEmpty();
    }

    private ConnectionInfo forwarded(ConnectionInfo connection, HttpRequest request) {
        if (!isTrusted(connection.getRemoteAddress())) {
            return connection;
        }
        return forwardedFor(request)
                .map(address -> connection.withRemoteAddress(new InetSocketAddress(address, 0)))
                .orElse(connection);
    }

    /// What the balancer itself has added: the last one; those before it anybody may have written.
    private Optional<InetAddress> forwardedFor(HttpRequest request) {
        List<String> values = request.headers().getAll(FORWARDED_FOR);
        String last = values.isEmpty() ? "" : values.getLast();
        try {
            return Optional.of(InetAddress.ofLiteral(
                    last.substring(last.lastIndexOf(',') + 1).strip()));
        } catch (IllegalArgumentException _) {
            untold.increment();
            return Optional.empty();
        }
    }

    private boolean isTrusted(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress from
                && from.getAddress() != null
                && trusted.stream().anyMatch(range -> range.contains(from.getAddress()));
    }

    private static String text(@Nullable SocketAddress remote) {
        return remote instanceof InetSocketAddress from && from.getAddress() != null
                ? from.getAddress().getHostAddress()
                : "";
    }
}
