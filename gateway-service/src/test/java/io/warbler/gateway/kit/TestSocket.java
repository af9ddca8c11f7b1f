package io.warbler.gateway.kit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ServerFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// A WebSocket client for tests: speaks both subprotocols, sees every frame, and can send whatever it likes.
public final class TestSocket implements AutoCloseable {

    private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
    private final List<ServerFrame> seen = new ArrayList<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final CompletableFuture<FullHttpResponse> refusal = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final Handshake handshake;
    private final Channel channel;

    /// How to connect.
    public record Handshake(
            int port,
            boolean tls,
            @Nullable String subprotocol,
            @Nullable String origin,
            @Nullable String forwardedFor) {

        public Handshake(int port, boolean tls, @Nullable String subprotocol, @Nullable String origin) {
            this(port, tls, subprotocol, origin, null);
        }

        public static Handshake to(int port, Subprotocol subprotocol) {
            return new Handshake(port, true, subprotocol.token(), null);
        }

        public Handshake withoutTls() {
            return new Handshake(port, false, subprotocol, origin);
        }

        public Handshake offering(@Nullable String other) {
            return new Handshake(port, tls, other, origin);
        }

        public Handshake from(String page) {
            return new Handshake(port, tls, subprotocol, page);
        }

        /// As a load balancer would pass it on.
        public Handshake forwardedFor(String addresses) {
            return new Handshake(port, tls, subprotocol, origin, addresses);
        }
    }

    private TestSocket(Handshake handshake) {
        this.handshake = handshake;
        channel = new Bootstrap()
                .group(LOOPS)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel fresh) throws SSLException {
                        prepare(fresh);
                    }
                })
                .connect("127.0.0.1", handshake.port())
                .syncUninterruptibly()
                .channel();
    }

    /// Connects and expects to be accepted.
    public static TestSocket open(Handshake handshake) {
        var socket = new TestSocket(handshake);
        await(socket.opened);
        return socket;
    }

    /// Connects and expects an HTTP response instead.
    public static FullHttpResponse refused(Handshake handshake) {
        try (var socket = new TestSocket(handshake)) {
            return await(socket.refusal);
        }
    }

    private void prepare(Channel fresh) throws SSLException {
        if (handshake.tls()) {
            var tls = SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .build();
            fresh.pipeline().addLast(tls.newHandler(fresh.alloc()));
        }
        var headers = new DefaultHttpHeaders();
        if (handshake.origin() != null) {
            headers.set("Origin", handshake.origin());
        }
        if (handshake.forwardedFor() != null) {
            headers.set("X-Forwarded-For", handshake.forwardedFor());
        }
        URI uri = URI.create((handshake.tls() ? "wss" : "ws") + "://localhost:" + handshake.port() + "/v1/ws");
        WebSocketClientHandshaker handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                uri, WebSocketVersion.V13, handshake.subprotocol(), false, headers, MAX_FRAME_BYTES);
        fresh.pipeline()
                .addLast(
                        new HttpClientCodec(),
                        new OwnOrigin(),
                        new HttpObjectAggregator(1024 * 1024),
                        new Inbound(handshaker));
    }

    public void send(ClientFrame frame) {
        if (Subprotocol.PROTO.token().equals(handshake.subprotocol())) {
            write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.toByteArray())));
        } else {
            text(print(frame));
        }
    }

    public void text(String text) {
        write(new TextWebSocketFrame(text));
    }

    public void binary(byte[] bytes) {
        write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    public void write(WebSocketFrame frame) {
        var _ = channel.writeAndFlush(frame);
    }

    /// Stops or goes on reading, so that the server's buffers fill.
    public void reading(boolean reads) {
        channel.config().setAutoRead(reads);
    }

    /// The next frame that fits; others that come before stay in [#seen()].
    public ServerFrame expect(Predicate<ServerFrame> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ServerFrame frame = poll(end - System.nanoTime());
            if (frame == null) {
                throw new AssertionError("no such frame within " + PATIENCE + "; seen: " + seen);
            }
            seen.add(frame);
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    private @Nullable ServerFrame poll(long nanos) {
        try {
            return frames.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public ServerFrame answer(int requestId) {
        return expect(frame -> frame.getRequestId() == requestId);
    }

    /// All frames taken by [#expect] so far.
    public List<ServerFrame> seen() {
        return List.copyOf(seen);
    }

    /// Frames that came and were not taken yet.
    public List<ServerFrame> waiting() {
        return List.copyOf(frames);
    }

    public int closeCode() {
        return await(closeCode);
    }

    public boolean isClosed() {
        return closeCode.isDone() || !channel.isActive();
    }

    public String pong() throws InterruptedException {
        return String.valueOf(pongs.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private static <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static String print(ClientFrame frame) {
        try {
            return JsonFormat.printer().print(frame);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /// Ends the TCP connection without a closing handshake.
    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }

    /// Netty's handshaker sends an Origin even when none is wanted.
    private final class OwnOrigin extends ChannelOutboundHandlerAdapter {

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request && handshake.origin() == null) {
                request.headers().remove("Origin");
            }
            var _ = ctx.write(message, promise);
        }
    }

    private final class Inbound extends SimpleChannelInboundHandler<Object> {

        private final WebSocketClientHandshaker handshaker;

        Inbound(WebSocketClientHandshaker handshaker) {
            this.handshaker = handshaker;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var _ = handshaker.handshake(ctx.channel());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Object message) throws Exception {
            switch (message) {
                case FullHttpResponse response
                when response.status().code() == 101 -> {
                    handshaker.finishHandshake(ctx.channel(), response);
                    opened.complete(null);
                }
                case FullHttpResponse response -> {
                    refusal.complete(response.retain());
                    opened.completeExceptionally(new IllegalStateException(
                            response.status() + " " + response.content().toString(StandardCharsets.UTF_8)));
                }
                case CloseWebSocketFrame close -> {
                    closeCode.complete(close.statusCode());
                    var _ = ctx.writeAndFlush(close.retain());
                }
                case PongWebSocketFrame pong -> pongs.add(pong.content().toString(StandardCharsets.UTF_8));
                case BinaryWebSocketFrame binary ->
                    frames.add(ServerFrame.parseFrom(ByteBufUtil.getBytes(binary.content())));
                case TextWebSocketFrame text -> {
                    var frame = ServerFrame.newBuilder();
                    JsonFormat.parser().merge(text.text(), frame);
                    frames.add(frame.build());
                }
                default -> throw new AssertionError("unexpected: " + message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            closeCode.complete(1006);
            opened.completeExceptionally(new IllegalStateException("closed"));
            refusal.completeExceptionally(new IllegalStateException("closed"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            opened.completeExceptionally(cause);
            var _ = ctx.close();
        }
    }
}
