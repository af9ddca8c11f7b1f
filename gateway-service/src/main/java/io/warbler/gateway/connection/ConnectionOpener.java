package io.warbler.gateway.connection;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.proto.Limits;
import org.springframework.stereotype.Component;

/// Opens connections.
@Component
public final class ConnectionOpener {

    /// Violations are answered by [Connection], which waits for the client's part of the closing handshake: Netty's own
    /// way closes at once, and the reset that follows often swallows the close code.
    private static final WebSocketDecoderConfig BEFORE_LOGIN = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(Limits.MAX_LOGIN_FRAME_BYTES)
            .expectMaskedFrames(true)
            .allowMaskMismatch(false)
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .withUTF8Validator(false)
            .build();

    private static final WebSocketDecoderConfig AFTER_LOGIN = BEFORE_LOGIN.toBuilder()
            .maxFramePayloadLength(Limits.MAX_FRAME_BYTES)
            .build();

    private final Edge edge;

    ConnectionOpener(Edge edge) {
        this.edge = edge;
    }

    /// Takes one of the address's places for connections that are not logged in; false when all are taken.
    public boolean admit(String address) {
        return edge.connections().admit(address);
    }

    /// The handler that opens a connection when it is added behind the decoder and the encoder of a handshake that was
    /// accepted; `origin` is empty when there was none.
    public ChannelHandler open(Subprotocol subprotocol, String origin, String address) {
        return new ConnectionHandler(edge, subprotocol, origin, address);
    }

    /// Decoder settings before anyone has logged in: nobody makes us hold more than a login frame.
    public static WebSocketDecoderConfig decoderBeforeLogin() {
        return BEFORE_LOGIN;
    }

    static WebSocketFrameDecoder decoderAfterLogin() {
        return new WebSocket13FrameDecoder(AFTER_LOGIN);
    }
}
