package io.warbler.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.warbler.gateway.frame.FrameWriter;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.proto.auth.v1.Principal;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ClientFrame.FrameCase;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Welcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.springframework.util.unit.DataSize;

/// A connection on an embedded channel with time that stands still, and small limits.
abstract class EmbeddedConnectionRig {

    static final String ALICE = "u" + "0".repeat(31) + "1";

    final List<Request> requests = new ArrayList<>();
    final ConnectionProperties limits = new ConnectionProperties(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            2,
            1,
            20,
            100,
            200,
            50,
            3,
            2,
            4,
            DataSize.ofKilobytes(64),
            Duration.ofSeconds(2));
    final Connections connections = new Connections(limits, List.of());
    final HeartbeatWheels wheels = new HeartbeatWheels(limits);
    final Edge edge = new Edge(
            limits,
            connections,
            new RequestHandlers(List.of(new Recorder())),
            wheels,
            new ConnectionMetrics(new SimpleMeterRegistry(), connections));
    final List<EmbeddedChannel> channels = new ArrayList<>();
    final ConnectionHandler handler = handler();
    final EmbeddedChannel channel = channelOf(handler);
    final Connection connection = handler.connection();

    private final class Recorder implements RequestHandler {

        @Override
        public Set<FrameCase> kinds() {
            return Set.of(FrameCase.LOGIN, FrameCase.SEND, FrameCase.SYNC);
        }

        @Override
        public void handle(Request request, ClientFrame frame) {
            requests.add(request);
        }
    }

    ConnectionHandler handler() {
        return new ConnectionHandler(edge, Subprotocol.PROTO, "", "127.0.0.1");
    }

    EmbeddedChannel channelOf(ConnectionHandler any) {
        var decoder = new WebSocket13FrameDecoder(ConnectionOpener.decoderBeforeLogin());
        var made = new EmbeddedChannel(decoder, any);
        made.freezeTime();
        channels.add(made);
        return made;
    }

    @AfterEach
    void closeChannels() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        wheels.close();
    }

    void login() {
        receive(Frames.login(1, "ticket"));
        assertThat(connection.register(principal(), Duration.ofHours(1))).isTrue();
        connection.welcome(requests.getLast(), welcome());
        assertThat(next().hasWelcome()).isTrue();
    }

    static Principal principal() {
        return Principal.newBuilder().setUser(ALICE).build();
    }

    static ServerFrame.Builder welcome() {
        return ServerFrame.newBuilder().setWelcome(Welcome.getDefaultInstance());
    }

    void push(String conversation, long seq) {
        ServerFrame frame = ServerFrames.behind(conversation, seq).build();
        connection.push(
                FrameWriter.write(channel.alloc(), Subprotocol.PROTO, frame),
                ServerFrame.FrameCase.MESSAGE,
                conversation,
                seq);
    }

    void writable(boolean isWritable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, isWritable);
        channel.runPendingTasks();
    }

    void receive(ClientFrame frame) {
        receive(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.toByteArray())));
    }

    void receive(WebSocketFrame frame) {
        channel.pipeline().context(WebSocketFrameDecoder.class).fireChannelRead(frame);
        channel.pipeline().context(WebSocketFrameDecoder.class).fireChannelReadComplete();
    }

    void advance(Duration span) {
        for (long i = 0; i < span.toMillis(); i += 500) {
            channel.advanceTimeBy(500, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    ServerFrame next() {
        return (ServerFrame) decoded(channel.readOutbound());
    }

    int closeCode() {
        return (Integer) drain().getLast();
    }

    List<Object> drain() {
        channel.runPendingTasks();
        List<Object> all = new ArrayList<>();
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.add(decoded(out));
        }
        return all;
    }

    /// A frame, or the status code of a close.
    private static Object decoded(Object out) {
        try {
            if (out instanceof CloseWebSocketFrame close) {
                return close.statusCode();
            }
            var decoder = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1_000_000));
            decoder.writeInbound(((ByteBuf) out).retain());
            BinaryWebSocketFrame frame = decoder.readInbound();
            try {
                return ServerFrame.parseFrom(ByteBufUtil.getBytes(frame.content()));
            } finally {
                frame.release();
            }
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        } finally {
            ReferenceCountUtil.release(out);
        }
    }
}
