package io.warbler.gateway.upgrade;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.warbler.gateway.frame.Subprotocol;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Decides about a handshake by its headers.
@Component
final class HandshakeCheck {

    private static final String VERSION = "13";
    private static final int KEY_BYTES = 16;

    private final UpgradeProperties properties;
    private final UpgradeGate gate;

    HandshakeCheck(UpgradeProperties properties, UpgradeGate gate) {
        this.properties = properties;
        this.gate = gate;
    }

    /// Why not, or nothing.
    Optional<Refusal> refusal(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!isHandshake(request)) {
            return Optional.of(Refusal.MALFORMED);
        }
        if (!VERSION.equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return Optional.of(Refusal.VERSION);
        }
        if (!isAllowed(headers.getAll(HttpHeaderNames.ORIGIN))) {
            return Optional.of(Refusal.ORIGIN);
        }
        if (subprotocol(request).isEmpty()) {
            return Optional.of(Refusal.SUBPROTOCOL);
        }
        return gate.isOpen() ? Optional.empty() : Optional.of(Refusal.NOT_READY);
    }

    static Optional<Subprotocol> subprotocol(HttpRequest request) {
        return Subprotocol.choose(request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL));
    }

    /// Asks for a WebSocket at all, however badly.
    static boolean isUpgrade(HttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private static boolean isHandshake(HttpRequest request) {
        HttpHeaders headers = request.headers();
        return request.method().equals(HttpMethod.GET)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""))
                && !hasBody(request);
    }

    /// Something follows the head, or its length cannot be told.
    static boolean hasBody(HttpRequest request) {
        return HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) != 0;
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean isAllowed(List<String> origins) {
        return origins.isEmpty()
                || (origins.size() == 1 && properties.allowedOrigins().contains(origins.getFirst()));
    }
}
