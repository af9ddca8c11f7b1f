package io.warbler.sdk;

/** How frames are written. */
public enum Subprotocol {
    /** Binary Protobuf: small and fast. */
    PROTO("warbler.v1.proto"),
    /** Canonical proto JSON: readable. */
    JSON("warbler.v1.json");

    private final String token;

    Subprotocol(String token) {
        this.token = token;
    }

    /** The name in the WebSocket handshake. */
    public String token() {
        return token;
    }
}
