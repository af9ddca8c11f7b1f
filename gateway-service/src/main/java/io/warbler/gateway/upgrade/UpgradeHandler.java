package io.warbler.gateway.upgrade;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// Stands right behind the HTTP codec of one HTTP/1.1 connection and picks the WebSocket handshake out of its requests;
/// everything else passes on.
///
/// A handshake that is pipelined behind a request whose response has not been written yet cannot be answered in order
/// once Reactor's handlers are gone: the connection is closed.
final class UpgradeHandler extends ChannelDuplexHandler {

    private static final String PATH = "/v1/ws";

    private final Takeover takeover;
    private int responsesOwed;
    private boolean isInterim;
    private @Nullable HttpRequest handshake;

    UpgradeHandler(Takeover takeover) {
        this.takeover = takeover;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (handshake != null) {
            finish(ctx, handshake, message);
        } else if (message instanceof HttpRequest request && isOurs(request)) {
            if (responsesOwed > 0) {
                ReferenceCountUtil.release(message);
                var _ = ctx.close();
            } else {
                begin(ctx, request);
            }
        } else {
            responsesOwed += message instanceof HttpRequest ? 1 : 0;
            ctx.fireChannelRead(message);
        }
    }

    private static boolean isOurs(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.equals(PATH) && request.decoderResult().isSuccess() && HandshakeCheck.isUpgrade(request);
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        handshake = request;
        if (request instanceof LastHttpContent || !takeover.isPossible(ctx, request)) {
            ReferenceCountUtil.release(request);
        }
    }

    /// The decoder hands out the (empty) rest of the request behind its head.
    private void finish(ChannelHandlerContext ctx, HttpRequest request, Object message) {
        boolean isEnd = message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (isEnd && ctx.channel().isActive()) {
            takeover.accept(ctx, this, request);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (message instanceof LastHttpContent && !isInterim) {
            responsesOwed--;
        }
        super.write(ctx, message, promise);
    }
}
