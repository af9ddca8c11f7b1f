package io.warbler.gateway.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.warbler.gateway.frame.Subprotocol;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last handler of a socket's pipeline: hands on what Netty tells.
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(ConnectionHandler.class);

    private final Edge edge;
    private final Subprotocol subprotocol;
    private final String origin;
    private final String address;
    private @Nullable Connection connection;

    ConnectionHandler(Edge edge, Subprotocol subprotocol, String origin, String address) {
        this.edge = edge;
        this.subprotocol = subprotocol;
        this.origin = origin;
        this.address = address;
    }

    Connection connection() {
        return Objects.requireNonNull(connection, "connection: none (expected: the handler is in a pipeline)");
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connection = new Connection(edge, ctx, subprotocol, origin, address);
        connection.start();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        connection().outbound.reading(true);
        try {
            if (message instanceof WebSocketFrame frame) {
                connection().intake.take(frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        connection().outbound.reading(false);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        connection().hint();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection().gone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException violation) {
            connection().close(violation.closeStatus().code(), String.valueOf(violation.getMessage()));
            return;
        }
        if (!(cause instanceof IOException)) {
            log.atWarn()
                    .addKeyValue("connection", connection().id())
                    .setCause(cause)
                    .log("Connection failed unexpectedly");
        }
        var _ = ctx.close();
    }
}
