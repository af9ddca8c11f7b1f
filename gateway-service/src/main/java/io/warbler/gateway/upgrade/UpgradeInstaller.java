package io.warbler.gateway.upgrade;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;

/// Puts an [UpgradeHandler] behind the HTTP/1.1 codec of each new channel.
///
/// Over TLS the codec comes only with the outcome of ALPN, so a shared handler waits for it. Under h2 the same name
/// holds another codec and nothing is put there: WebSocket here is HTTP/1.1 only.
@Component
@Sharable
final class UpgradeInstaller extends ChannelInboundHandlerAdapter {

    static final String WATCH = "upgradeWatch";
    static final String UPGRADE = "upgrade";

    private final Takeover takeover;

    UpgradeInstaller(Takeover takeover) {
        this.takeover = takeover;
    }

    void install(Channel channel) {
        if (!addBehindCodec(channel.pipeline())) {
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, WATCH, this);
        }
    }

    private boolean addBehindCodec(ChannelPipeline pipeline) {
        if (!(pipeline.get(NettyPipeline.HttpCodec) instanceof HttpServerCodec)) {
            return false;
        }
        pipeline.addAfter(NettyPipeline.HttpCodec, UPGRADE, new UpgradeHandler(takeover));
        return true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                addBehindCodec(ctx.pipeline());
            }
            ctx.pipeline().remove(this);
        }
        ctx.fireUserEventTriggered(event);
    }
}
