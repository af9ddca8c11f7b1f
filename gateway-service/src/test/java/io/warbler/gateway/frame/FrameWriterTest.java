package io.warbler.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.SendAck;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.ServerFrame.FrameCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameWriterTest {

    private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 60, 125, 126, 127, 65_535, 65_536, 100_000})
    void headerFitsEverySize(int size) throws Exception {
        ServerFrame frame = ServerFrames.error(ErrorCode.INTERNAL, "x".repeat(size))
                .setRequestId(1)
                .build();

        assertThat(ServerFrame.parseFrom(payload(FrameWriter.write(ALLOCATOR, Subprotocol.PROTO, frame))))
                .isEqualTo(frame);
        assertThat(text(FrameWriter.write(ALLOCATOR, Subprotocol.JSON, frame))).contains("x".repeat(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128, 300, Integer.MAX_VALUE, -1})
    void requestIdIsPutBeforeWhatAServiceSerialised(int requestId) throws Exception {
        ByteString ack = ServerFrame.newBuilder()
                .setAck(SendAck.newBuilder().setConversation("d1").setSeq(9))
                .build()
                .toByteString();

        ServerFrame proto =
                ServerFrame.parseFrom(payload(FrameWriter.write(ALLOCATOR, Subprotocol.PROTO, ack, requestId)));
        assertThat(proto.getRequestId()).isEqualTo(requestId);
        assertThat(proto.getAck().getSeq()).isEqualTo(9);
        assertThat(text(FrameWriter.write(ALLOCATOR, Subprotocol.JSON, ack, requestId)))
                .isEqualTo("{\"requestId\":" + Integer.toUnsignedString(requestId)
                        + ",\"ack\":{\"conversation\":\"d1\",\"seq\":\"9\"}}");
    }

    @Test
    void sharedFrameIsEncodedOncePerSubprotocolAndFreedByTheLast() {
        ByteString behind = ServerFrames.behind("d1", 3).build().toByteString();
        ByteBuf first;
        ByteBuf second;
        try (var shared = new SharedFrame(ALLOCATOR, behind)) {
            first = shared.retained(Subprotocol.PROTO);
            second = shared.retained(Subprotocol.PROTO);
        }

        assertThat(first.memoryAddress()).isEqualTo(second.memoryAddress());
        first.release();
        assertThat(second.refCnt()).isEqualTo(1);
        assertThat(second.release()).isTrue();
    }

    @Test
    void kindIsToldWithoutParsing() {
        assertThat(FrameKind.of(ServerFrames.resync().build().toByteString())).isEqualTo(FrameCase.RESYNC);
        assertThat(FrameKind.of(ServerFrames.behind("d1", 3).build().toByteString()))
                .isEqualTo(FrameCase.BEHIND);
        assertThat(FrameKind.of(ByteString.EMPTY)).isEqualTo(FrameCase.FRAME_NOT_SET);
    }

    private static byte[] payload(ByteBuf encoded) {
        WebSocketFrame frame = decoded(encoded);
        try {
            return ByteBufUtil.getBytes(frame.content());
        } finally {
            frame.release();
        }
    }

    private static String text(ByteBuf encoded) {
        TextWebSocketFrame frame = (TextWebSocketFrame) decoded(encoded);
        try {
            return frame.text();
        } finally {
            frame.release();
        }
    }

    private static WebSocketFrame decoded(ByteBuf encoded) {
        var channel = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1_000_000));
        channel.writeInbound(encoded);
        WebSocketFrame frame = channel.readInbound();
        assertThat(frame.isFinalFragment()).isTrue();
        return frame;
    }
}
