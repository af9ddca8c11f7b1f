package io.warbler.gateway.upgrade;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// A second listener without TLS, on loopback only: for comparisons with servers that speak none.
final class PlainListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PlainListener.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final int port;
    private final Listeners listeners;
    private final HttpHandler handler;
    private volatile @Nullable DisposableServer server;

    PlainListener(int port, Listeners listeners, HttpHandler handler) {
        this.port = port;
        this.listeners = listeners;
        this.handler = handler;
    }

    @Override
    public void start() {
        server = listeners
                .withUpgrade(HttpServer.create().host(LOOPBACK).port(port))
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
        log.atWarn().addKeyValue("port", port).log("Plain listener without TLS, on loopback, for comparisons only");
    }

    @Override
    public void stop() {
        DisposableServer bound = server;
        server = null;
        if (bound != null) {
            bound.disposeNow();
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /// Together with the web server: after all that connections need, before draining begins at stop.
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2_048;
    }
}
