package io.warbler.bench.socket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.warbler.bench.system.ThreadPriority;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// The one event loop of the generator and how it connects; the same library, cipher and options for every protocol.
public final class SocketClients implements AutoCloseable {

    /// One address has some 28,000 ports by default; loopback has many addresses.
    private static final int CONNECTIONS_PER_ADDRESS = 20_000;

    private static final int HTTP_ANSWER_LIMIT = 65_536;
    private static final int CONNECT_MILLIS = 10_000;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final boolean isFirst =
            loop.submit(ThreadPriority::raise).syncUninterruptibly().getNow();
    private long connected;

    /// The loop on which every client lives.
    public EventLoop loop() {
        return loop;
    }

    /// Whether the loop's thread goes before all others of the machine, the servers' included.
    public boolean isFirst() {
        return isFirst;
    }

    /// A client's side of TLS 1.3 with one cipher for all, without resumption, trusting exactly one certificate.
    public static SslContext tls(Path certificate) {
        try {
            return SslContextBuilder.forClient()
                    .sslProvider(SslProvider.OPENSSL)
                    .protocols("TLSv1.3")
                    .ciphers(List.of("TLS_AES_128_GCM_SHA256"))
                    .trustManager(certificate.toFile())
                    .endpointIdentificationAlgorithm("")
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("certificate: " + certificate + " (expected: a PEM file)", e);
        }
    }

    /// Connects and begins the conversation; failures reach the connection itself.
    void connect(Endpoint endpoint, SocketConnection connection) {
        loop.execute(() -> {
            var local = new InetSocketAddress("127.0.0." + (1 + connected++ / CONNECTIONS_PER_ADDRESS % 100), 0);
            new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            endpoint.tls()
                                    .ifPresent(tls -> channel.pipeline().addLast(tls.newHandler(channel.alloc())));
                            channel.pipeline()
                                    .addLast(new HttpClientCodec())
                                    .addLast(new HttpObjectAggregator(HTTP_ANSWER_LIMIT))
                                    .addLast(connection);
                        }
                    })
                    .connect(endpoint.address(), local)
                    .addListener((ChannelFutureListener) future -> {
                        if (!future.isSuccess()) {
                            connection.fail(String.valueOf(future.cause()));
                        }
                    });
        });
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
