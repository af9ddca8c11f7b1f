package io.warbler.bench.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

/// One WebSocket of the generator: upgrade, frames, end. Lives on the event loop alone.
public abstract class SocketConnection extends SimpleChannelInboundHandler<Object> {

    private static final int MAX_FRAME = 4 << 20;
    private static final long CLOSE_MILLIS = 1_000;

    private final Endpoint endpoint;
    private final String subprotocol;
    private @Nullable ChannelHandlerContext context;
    private @Nullable WebSocketClientHandshaker handshaker;
    private boolean ended;
    private long receivedBytes;

    /// A connection that is not open yet.
    ///
    /// @param subprotocol what the handshake asks for
    protected SocketConnection(Endpoint endpoint, String subprotocol) {
        this.endpoint = endpoint;
        this.subprotocol = subprotocol;
    }

    /// Connects; what follows is told to the methods below.
    public final void open(SocketClients clients) {
        clients.connect(endpoint, this);
    }

    /// The bytes can flow; by default the WebSocket is opened at once.
    protected void connected() {
        upgrade();
    }

    /// An answer to [#request], before the upgrade.
    protected void answered(FullHttpResponse response) {
        fail("unexpected HTTP answer " + response.status());
    }

    /// The WebSocket is open.
    protected abstract void opened();

    /// The content of a text or binary frame; valid during the call.
    protected abstract void received(ByteBuf content);

    /// The connection ended, or never came to be. Called once, not after [#end].
    protected abstract void failed(String reason);

    /// Asks the server something over HTTP, on this connection, before the upgrade.
    protected final void request(FullHttpRequest request) {
        var _ = context().writeAndFlush(request);
    }

    protected final void upgrade() {
        // without an Origin, as programs that are no browsers
        var opening = WebSocketClientHandshakerFactory.newHandshaker(
                endpoint.uri(),
                WebSocketVersion.V13,
                subprotocol,
                false,
                new DefaultHttpHeaders(),
                MAX_FRAME,
                true,
                false,
                CLOSE_MILLIS,
                false,
                false);
        handshaker = opening;
        var _ = opening.handshake(context().channel());
    }

    protected final void writeBinary(ByteBuf content) {
        var _ = context().write(new BinaryWebSocketFrame(content), context().voidPromise());
    }

    protected final void writeText(ByteBuf content) {
        var _ = context().write(new TextWebSocketFrame(content), context().voidPromise());
    }

    protected final ByteBuf buffer(int capacity) {
        return context().alloc().buffer(capacity);
    }

    /// Sends what was written.
    public final void flush() {
        if (context != null && !ended) {
            context().flush();
        }
    }

    /// Closes without a closing handshake, which is not measured.
    protected final void end() {
        ended = true;
        if (context != null) {
            var _ = context().close();
        }
    }

    final void fail(String reason) {
        if (!ended) {
            ended = true;
            failed(reason);
        }
        if (context != null) {
            var _ = context().close();
        }
    }

    /// Content of all frames that came.
    public final long receivedBytes() {
        return receivedBytes;
    }

    protected final boolean isEnded() {
        return ended;
    }

    @Override
    public final void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        if (ctx.pipeline().get(SslHandler.class) == null) {
            connected();
        }
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                connected();
            } else {
                fail("TLS: " + handshake.cause());
            }
        }
    }

    @Override
    protected final void channelRead0(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case FullHttpResponse response -> http(response);
            case PingWebSocketFrame ping -> {
                var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            }
            case CloseWebSocketFrame close -> fail("closed with " + close.statusCode() + " " + close.reasonText());
            case WebSocketFrame frame -> {
                receivedBytes += frame.content().readableBytes();
                received(frame.content());
            }
            default -> fail("unexpected " + message.getClass().getSimpleName());
        }
    }

    private void http(FullHttpResponse response) {
        var opening = handshaker;
        if (opening == null) {
            answered(response);
            return;
        }
        try {
            opening.finishHandshake(context().channel(), response);
        } catch (RuntimeException e) {
            fail("handshake: " + e.getMessage());
            return;
        }
        if (context().pipeline().get(HttpObjectAggregator.class) != null) {
            context().pipeline().remove(HttpObjectAggregator.class);
        }
        opened();
    }

    @Override
    public final void channelInactive(ChannelHandlerContext ctx) {
        fail("the server closed the connection");
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(String.valueOf(cause));
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("connection: not connected (expected: after connected())");
        }
        return context;
    }
}
