package io.warbler.gateway.upgrade;

import io.warbler.gateway.frame.Subprotocol;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Why a handshake is refused: an HTTP status, a stable code, a sentence for developers.
enum Refusal {
    MALFORMED(400, "WS_HANDSHAKE_INVALID", "not a WebSocket handshake (expected: RFC 6455, GET without a body)"),
    VERSION(426, "WS_VERSION_UNSUPPORTED", "Sec-WebSocket-Version (expected: 13)"),
    SUBPROTOCOL(
            400,
            "WS_SUBPROTOCOL_UNSUPPORTED",
            "Sec-WebSocket-Protocol (expected: one of "
                    + Arrays.stream(Subprotocol.values())
                            .map(Subprotocol::token)
                            .collect(Collectors.joining(", ")) + ")"),
    ORIGIN(403, "WS_ORIGIN_NOT_ALLOWED", "Origin (expected: an origin that the server lists, or none)"),
    ADDRESS(429, "WS_TOO_MANY_FROM_ADDRESS", "too many connections of this address are not logged in yet"),
    NOT_READY(503, "UNAVAILABLE", "the node does not take connections now; try another, or again");

    final int status;
    final String code;
    final String detail;

    Refusal(int status, String code, String detail) {
        this.status = status;
        this.code = code;
        this.detail = detail;
    }
}
