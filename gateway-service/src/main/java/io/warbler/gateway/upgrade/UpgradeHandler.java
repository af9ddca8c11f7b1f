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
/// A client may send the handshake as soon as it has the whole response to its last request, and some pipeline it. That
/// response need not be over here: its last part may be empty and still to be written, and Reactor lets go of the
/// exchange only after that. So the handshake waits until the responses before it are written.
final class UpgradeHandler extends ChannelDuplexHandler {

    private static final String PATH = "/v1/ws";

    private final Takeover takeover;
    private int responsesOwed;
    private boolean isInterim;
    private @Nullable HttpRequest handshake;
    private boolean isHandshakeRead;
    private boolean isHandshakeAnswered;

    UpgradeHandler(Takeover takeover) {
        this.takeover = takeover;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean isHead = handshake == null && message instanceof HttpRequest request && isOurs(request);
        if (isHead) {
            handshake = (HttpRequest) message;
            // one with a body is refused by its head: nobody asks for the rest
            isHandshakeRead = HandshakeCheck.hasBody(handshake);
        } else if (handshake == null) {
            responsesOwed += message instanceof HttpRequest ? 1 : 0;
            ctx.fireChannelRead(message);
            return;
        }
        boolean isBehind = isHandshakeRead && !isHead;
        // the decoder hands out the (empty) rest of the request behind its head
        isHandshakeRead |= message instanceof LastHttpContent;
        ReferenceCountUtil.release(message);
        if (isBehind && !isHandshakeAnswered) {
            // no frame may come before the handshake is answered: as long as it waits, it would be read as HTTP
            var _ = ctx.close();
        } else {
            answer(ctx);
        }
    }

    private static boolean isOurs(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.equals(PATH) && request.decoderResult().isSuccess() && HandshakeCheck.isUpgrade(request);
    }

    private void answer(ChannelHandlerContext ctx) {
        HttpRequest request = handshake;
        boolean isTime = isHandshakeRead && responsesOwed <= 0 && !isHandshakeAnswered;
        if (request == null || !isTime || !ctx.channel().isActive()) {
            return;
        }
        isHandshakeAnswered = true;
        if (takeover.isPossible(ctx, request)) {
            takeover.accept(ctx, this, request);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            isInterim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        ChannelPromise written = promise;
        if (message instanceof LastHttpContent && !isInterim) {
            written = promise.unvoid();
            written.addListener(done -> responseWritten(ctx, done.isSuccess()));
        }
        super.write(ctx, message, written);
    }

    private void responseWritten(ChannelHandlerContext ctx, boolean isWhole) {
        if (!isWhole) {
            return;
        }
        responsesOwed--;
        if (handshake != null) {
            // behind what Reactor does when its last write is done
            ctx.executor().execute(() -> answer(ctx));
        }
    }
}
