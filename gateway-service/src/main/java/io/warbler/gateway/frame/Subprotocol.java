package io.warbler.gateway.frame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How frames are written on a socket; the client chooses at the handshake.
public enum Subprotocol {
    /// Binary Protobuf, one frame per binary message.
    PROTO("warbler.v1.proto", 0x82),
    /// Canonical proto JSON, one frame per text message.
    JSON("warbler.v1.json", 0x81);

    private final String token;
    private final int firstByte;

    Subprotocol(String token, int firstByte) {
        this.token = token;
        this.firstByte = firstByte;
    }

    /// The name in `Sec-WebSocket-Protocol`.
    public String token() {
        return token;
    }

    /// FIN and opcode of an unfragmented data frame (RFC 6455, 5.2).
    int firstByte() {
        return firstByte;
    }

    /// The first one that the client offers and we speak. Each header value may be a list.
    public static Optional<Subprotocol> choose(List<String> headerValues) {
        return headerValues.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .flatMap(offered -> Arrays.stream(values()).filter(known -> known.token.equals(offered)))
                .findFirst();
    }
}
