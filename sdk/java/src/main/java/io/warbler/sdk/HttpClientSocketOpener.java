package io.warbler.sdk;

import io.warbler.sdk.rest.WarblerApi;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Opens sockets with the platform's HTTP client. */
final class HttpClientSocketOpener implements SocketOpener {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final WarblerApi api;
    private final Subprotocol subprotocol;
    private final Map<String, String> headers;

    HttpClientSocketOpener(WarblerApi api, Subprotocol subprotocol, Map<String, String> headers) {
        this.api = api;
        this.subprotocol = subprotocol;
        this.headers = Map.copyOf(headers);
    }

    @Override
    public void open(SocketEvents events) {
        var handshake = api.http().newWebSocketBuilder().connectTimeout(TIMEOUT).subprotocols(subprotocol.token());
        headers.forEach(handshake::header);
        var socket = new HttpClientSocket(subprotocol, events);
        var unused = handshake.buildAsync(api.endpoint().socketUrl(), socket).whenComplete((opened, failure) -> {
            if (failure != null) {
                events.onClosed(Connection.ABNORMAL, reason(failure));
            }
        });
    }

    private static String reason(Throwable failure) {
        @Nullable Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused
                ? "handshake refused with status " + refused.getResponse().statusCode()
                : String.valueOf(cause);
    }
}
