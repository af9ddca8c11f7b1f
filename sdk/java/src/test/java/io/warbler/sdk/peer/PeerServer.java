package io.warbler.sdk.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The sockets of a peer, and the three REST calls that lead to one. The user's id is the user's name. */
final class PeerServer {

    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    private static final Pattern REFRESH = Pattern.compile("\"refreshToken\":\"r-([^\"]+)\"");

    private final ProtocolPeer peer;
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel channel;
    private final @Nullable SslContext tls;

    PeerServer(ProtocolPeer peer, @Nullable Path certificate, @Nullable Path key) {
        this.peer = peer;
        this.tls = certificate == null || key == null ? null : tls(certificate, key);
        this.channel = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel accepted) {
                        build(accepted);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    String url() {
        int port = ((InetSocketAddress) channel.localAddress()).getPort();
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + port;
    }

    void close() {
        if (group.isShuttingDown()) {
            return;
        }
        channel.close().syncUninterruptibly();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static SslContext tls(Path certificate, Path key) {
        try {
            return SslContextBuilder.forServer(certificate.toFile(), key.toFile())
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void build(Channel accepted) {
        if (tls != null) {
            accepted.pipeline().addLast(tls.newHandler(accepted.alloc()));
        }
        accepted.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(1 << 20))
                .addLast(new Rest())
                .addLast(new WebSocketServerProtocolHandler(
                        "/v1/ws", "warbler.v1.proto,warbler.v1.json", false, 1 << 20))
                .addLast(new Frames());
    }

    private FullHttpResponse rest(FullHttpRequest request) {
        String path = request.uri().replaceFirst("\\?.*", "");
        if (path.equals("/v1/sessions") && !request.method().equals(HttpMethod.POST)) {
            return scripted(request);
        }
        return switch (path) {
            case "/v1/sessions" -> login(request.content().toString(StandardCharsets.UTF_8));
            case "/v1/sessions/refresh" -> refresh(request.content().toString(StandardCharsets.UTF_8));
            case "/v1/sessions/current" -> response(204, "");
            case "/v1/ws-tickets" -> response(201, "{\"ticket\":\"" + user(request) + "\",\"expiresInSeconds\":30}");
            case "/v1/users" -> users(request.uri().replaceFirst(".*\\?", ""));
            default -> scripted(request);
        };
    }

    private FullHttpResponse scripted(FullHttpRequest request) {
        String body = request.content().toString(StandardCharsets.UTF_8);
        String key = request.headers().get("Idempotency-Key");
        PeerAnswer answer = peer.rest(new PeerRequest(request.method() + " " + request.uri(), body, key));
        return answer == null
                ? response(404, "{\"code\":\"NOT_FOUND\",\"detail\":\"" + request.uri() + "\"}")
                : response(answer.status(), answer.body());
    }

    private FullHttpResponse login(String body) {
        Matcher name = NAME.matcher(body);
        if (!name.find() || body.contains("wrong")) {
            return response(401, "{\"code\":\"CREDENTIALS_INVALID\",\"detail\":\"no\"}");
        }
        peer.countLogin();
        return response(201, session(name.group(1)));
    }

    private FullHttpResponse refresh(String body) {
        Matcher user = REFRESH.matcher(body);
        return user.find()
                ? response(200, session(user.group(1)))
                : response(401, "{\"code\":\"AUTH_REFRESH_REUSED\",\"detail\":\"no\"}");
    }

    /** Everybody is there but {@code nobody}. */
    private static FullHttpResponse users(String query) {
        String users = Stream.of(query.split("&"))
                .map(parameter -> parameter.replaceFirst(".*=", ""))
                .filter(user -> !user.equals("nobody"))
                .map(user -> "{\"id\":\"" + user + "\",\"name\":\"" + user + "\"}")
                .collect(Collectors.joining(","));
        return response(200, "{\"users\":[" + users + "]}");
    }

    private static String user(FullHttpRequest request) {
        return request.headers().get(HttpHeaderNames.AUTHORIZATION, "Bearer -").substring(7);
    }

    private static String session(String user) {
        return """
                {"user":"%s","device":"v1","session":"s1","accessToken":"%s","accessTokenExpiresInSeconds":600,
                "refreshToken":"r-%s"}""".formatted(user, user, user);
    }

    private static FullHttpResponse response(int status, String body) {
        var content = Unpooled.copiedBuffer(body, StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), content);
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
        return response;
    }

    /** Answers what is not the upgrade. */
    private final class Rest extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (request.uri().equals("/v1/ws")) {
                context.fireChannelRead(request.retain());
            } else {
                var unused = context.writeAndFlush(rest(request));
            }
        }
    }

    /** Hands frames to the peer. */
    private final class Frames extends SimpleChannelInboundHandler<WebSocketFrame> {

        private @Nullable PeerConnection connection;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete handshake) {
                boolean json = "warbler.v1.json".equals(handshake.selectedSubprotocol());
                connection = new PeerConnection(context.channel(), json);
                peer.opened(connection);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (connection != null) {
                peer.take(connection, connection.read(frame));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (connection != null) {
                peer.gone(connection);
            }
        }
    }
}
