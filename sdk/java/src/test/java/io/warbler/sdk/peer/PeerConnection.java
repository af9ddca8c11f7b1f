package io.warbler.sdk.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ServerFrame;

/** One socket at the peer. */
final class PeerConnection {

    private final Channel channel;
    private final boolean json;
    private volatile String user = "";

    PeerConnection(Channel channel, boolean json) {
        this.channel = channel;
        this.json = json;
    }

    String user() {
        return user;
    }

    void loggedIn(String name) {
        user = name;
    }

    ClientFrame read(WebSocketFrame frame) {
        try {
            if (frame instanceof TextWebSocketFrame text) {
                var parsed = ClientFrame.newBuilder();
                JsonFormat.parser().merge(text.text(), parsed);
                return parsed.build();
            }
            return ClientFrame.parseFrom(ByteBufUtil.getBytes(frame.content()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("client frame (expected: well-formed)", e);
        }
    }

    void write(ServerFrame frame) {
        try {
            var unused = channel.writeAndFlush(
                    json
                            ? new TextWebSocketFrame(JsonFormat.printer().print(frame))
                            : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.toByteArray())));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    void close(int code) {
        var unused = channel.writeAndFlush(new CloseWebSocketFrame(code, "told to"));
    }

    /** As a killed process would. */
    void drop() {
        var unused = channel.close();
    }
}
