package io.warbler.gateway.upgrade;

import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AttributeKey;
import io.warbler.boot.error.Problem;
import io.warbler.gateway.balancer.Balancers;
import io.warbler.gateway.connection.ConnectionOpener;
import io.warbler.gateway.frame.Subprotocol;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Takes a channel over from Reactor Netty: what stays is TLS, the WebSocket decoder and encoder, and the connection.
@Component
final class Takeover {

    static final String DECODER = "decoder";
    static final String ENCODER = "encoder";
    static final String CONNECTION = "connection";
    private static final String REACTOR = "reactor.";
    /// Reactor's own object of the channel, which would stay in memory as long as the socket.
    private static final AttributeKey<Object> REACTOR_CONNECTION = AttributeKey.valueOf("$CONNECTION");

    private final HandshakeCheck check;
    private final ConnectionOpener opener;
    private final Balancers balancers;
    private final UpgradeMetrics metrics;
    private final JsonMapper json;
    private final WriteBufferWaterMark waterMark;

    Takeover(
            HandshakeCheck check,
            ConnectionOpener opener,
            Balancers balancers,
            UpgradeMetrics metrics,
            JsonMapper json,
            UpgradeProperties properties) {
        this.check = check;
        this.opener = opener;
        this.balancers = balancers;
        this.metrics = metrics;
        this.json = json;
        this.waterMark =
                new WriteBufferWaterMark((int) properties.writeBufferLow().toBytes(), (int)
                        properties.writeBufferHigh().toBytes());
    }

    /// Refuses a handshake that cannot be accepted, and ends its connection.
    boolean isPossible(ChannelHandlerContext ctx, HttpRequest request) {
        Optional<Refusal> refusal = check.refusal(request);
        if (refusal.isEmpty() && !opener.admit(balancers.clientOf(ctx.channel(), request))) {
            refusal = Optional.of(Refusal.ADDRESS);
        }
        refusal.ifPresent(reason -> refuse(ctx, reason));
        return refusal.isEmpty();
    }

    private void refuse(ChannelHandlerContext ctx, Refusal reason) {
        metrics.refused(reason);
        byte[] body = json.writeValueAsBytes(Problem.of(reason.code, reason.status, reason.detail));
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reason.status), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (reason == Refusal.VERSION) {
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        }
        var _ = ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /// Answers 101 through the HTTP codec and changes the pipeline. Bytes that the codec has read beyond the handshake
    /// reach the new decoder when the codec is removed.
    void accept(ChannelHandlerContext ctx, ChannelHandler upgrade, HttpRequest request) {
        Channel channel = ctx.channel();
        ChannelPipeline pipeline = ctx.pipeline();
        Subprotocol subprotocol = HandshakeCheck.subprotocol(request).orElseThrow();
        removeReactor(pipeline);
        channel.attr(REACTOR_CONNECTION).set(null);
        channel.config()
                .setWriteBufferWaterMark(waterMark)
                .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(128, 512, 8_192));
        var _ = ctx.writeAndFlush(new Handshaker(subprotocol).response(request));
        pipeline.addLast(DECODER, new WebSocket13FrameDecoder(ConnectionOpener.decoderBeforeLogin()));
        pipeline.addLast(ENCODER, new WebSocket13FrameEncoder(false));
        String origin = request.headers().get(HttpHeaderNames.ORIGIN, "");
        pipeline.addLast(CONNECTION, opener.open(subprotocol, origin, balancers.clientOf(channel, request)));
        metrics.accepted();
        pipeline.remove(upgrade);
        pipeline.remove(HttpServerCodec.class);
        // Reactor reads on demand; without this inbound frames are silently never read.
        channel.config().setAutoRead(true);
    }

    private static void removeReactor(ChannelPipeline pipeline) {
        for (Map.Entry<String, ChannelHandler> entry : pipeline.toMap().entrySet()) {
            boolean stays = entry.getValue() instanceof SslHandler || entry.getValue() instanceof HttpServerCodec;
            if (entry.getKey().startsWith(REACTOR) && !stays) {
                pipeline.remove(entry.getKey());
            }
        }
    }

    /// Opens up the one part of Netty's handshaker that is wanted: its pipeline surgery puts the decoder before the
    /// codec,
    /// where bytes that the codec holds would be lost.
    private static final class Handshaker extends WebSocketServerHandshaker13 {

        Handshaker(Subprotocol subprotocol) {
            super(null, subprotocol.token(), ConnectionOpener.decoderBeforeLogin());
        }

        FullHttpResponse response(HttpRequest request) {
            FullHttpRequest full = new DefaultFullHttpRequest(
                    request.protocolVersion(),
                    request.method(),
                    request.uri(),
                    Unpooled.EMPTY_BUFFER,
                    request.headers(),
                    EmptyHttpHeaders.INSTANCE);
            return newHandshakeResponse(full, null);
        }
    }
}
