package io.warbler.gateway.upgrade;

import io.warbler.gateway.balancer.Balancers;
import io.warbler.gateway.tls.TlsContext;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/// Makes the web server's port the one TLS port: REST over h2 and HTTP/1.1, and WebSocket.
@Component
final class Listeners implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

    private final TlsContext tls;
    private final UpgradeInstaller installer;
    private final Balancers balancers;

    Listeners(TlsContext tls, UpgradeInstaller installer, Balancers balancers) {
        this.tls = tls;
        this.installer = installer;
        this.balancers = balancers;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        NettyServerCustomizer secure = server -> withUpgrade(
                server.secure(spec -> spec.sslContext(tls.context())).protocol(HttpProtocol.H2, HttpProtocol.HTTP11));
        factory.addServerCustomizers(secure);
    }

    HttpServer withUpgrade(HttpServer server) {
        return balancers
                .heardBy(server)
                .readTimeout(READ_TIMEOUT)
                .requestTimeout(REQUEST_TIMEOUT)
                .doOnChannelInit((_, channel, _) -> {
                    balancers.meet(channel);
                    installer.install(channel);
                });
    }
}
