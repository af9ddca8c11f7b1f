package io.warbler.gateway.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.netty.buffer.Unpooled;
import io.warbler.gateway.frame.Reading.InvalidUtf8;
import io.warbler.gateway.frame.Reading.Read;
import io.warbler.gateway.frame.Reading.Refused;
import io.warbler.gateway.kit.Frames;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Cursor;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.Sync;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final UnknownFieldSet UNKNOWN = UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();

    @Test
    void protoFrameIsRead() {
        ClientFrame frame = Frames.send(7, "u1", 3, "hello");

        assertThat(proto(frame.toByteArray())).isEqualTo(new Read(frame));
    }

    @Test
    void jsonFrameIsRead() {
        assertThat(json("{\"requestId\":7,\"heartbeat\":{}}")).isEqualTo(new Read(Frames.heartbeat(7)));
    }

    @Test
    void unknownFieldIsRefusedAtAnyDepth() {
        ClientFrame send = Frames.send(7, "u1", 3, "hello");
        MessageBody body =
                send.getSend().getBody().toBuilder().setUnknownFields(UNKNOWN).build();
        Cursor cursor = Cursor.newBuilder().setUnknownFields(UNKNOWN).build();

        assertUnknownField(
                proto(send.toBuilder().setUnknownFields(UNKNOWN).build().toByteArray()));
        assertUnknownField(proto(send.toBuilder()
                .setSend(send.getSend().toBuilder().setBody(body))
                .build()
                .toByteArray()));
        assertUnknownField(proto(ClientFrame.newBuilder()
                .setRequestId(7)
                .setSync(Sync.newBuilder().addCursors(cursor))
                .build()
                .toByteArray()));
        assertUnknownField(json("{\"requestId\":7,\"heartbeat\":{},\"colour\":1}"));
        assertUnknownField(json("{\"requestId\":7,\"send\":{\"body\":{\"text\":\"x\",\"bold\":true}}}"));
    }

    private static void assertUnknownField(Reading reading) {
        assertThat(reading).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.FRAME_UNKNOWN_FIELD);
            assertThat(refused.requestId()).isEqualTo(7);
        });
    }

    @Test
    void frameWithoutRequestIsEmpty() {
        assertRefused(proto(ClientFrame.newBuilder().setRequestId(7).build().toByteArray()), ErrorCode.FRAME_EMPTY);
        assertRefused(json("{\"requestId\":7}"), ErrorCode.FRAME_EMPTY);
        assertRefused(proto(new byte[0]), ErrorCode.FRAME_EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{",
                "{\"requestId\":7,\"heartbeat\":{}}{\"requestId\":8,\"heartbeat\":{}}",
                "{requestId:7,heartbeat:{}}",
                "{\"requestId\":\"seven\",\"heartbeat\":{}}",
                "{\"requestId\":-1,\"heartbeat\":{}}",
                "{\"requestId\":7,\"heartbeat\":{},\"login\":{}}",
                "{\"requestId\":7,\"send\":{\"outbox\":\"***\"}}",
                "null"
            })
    void malformedJsonIsRefused(String text) {
        assertRefused(json(text), ErrorCode.FRAME_MALFORMED);
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertRefused(json("[".repeat(100_000)), ErrorCode.FRAME_MALFORMED);
        assertRefused(json("{\"a\":".repeat(30_000)), ErrorCode.FRAME_MALFORMED);
    }

    @Test
    void malformedProtoIsRefused() {
        assertRefused(proto(new byte[] {(byte) 0xff, (byte) 0xff, 1, 2, 3}), ErrorCode.FRAME_MALFORMED);
        assertRefused(proto(new byte[] {0x12, 0x7f}), ErrorCode.FRAME_MALFORMED);
    }

    @Test
    void invalidUtf8InAProtoStringIsMalformed() {
        byte[] login = {0x08, 7, 0x12, 4, 0x0a, 2, (byte) 0xc3, (byte) 0x28};

        assertRefused(proto(login), ErrorCode.FRAME_MALFORMED);
    }

    @Test
    void invalidUtf8InATextMessageIsToldApart() {
        byte[] bytes = {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};

        assertThat(FrameReader.read(Subprotocol.JSON, true, Unpooled.wrappedBuffer(bytes)))
                .isInstanceOf(InvalidUtf8.class);
    }

    @Test
    void messageOfTheOtherKindIsMalformed() {
        byte[] heartbeat = Frames.heartbeat(1).toByteArray();

        assertRefused(
                FrameReader.read(Subprotocol.PROTO, true, Unpooled.wrappedBuffer(heartbeat)),
                ErrorCode.FRAME_MALFORMED);
        assertRefused(
                FrameReader.read(Subprotocol.JSON, false, Unpooled.wrappedBuffer(heartbeat)),
                ErrorCode.FRAME_MALFORMED);
    }

    private static void assertRefused(Reading reading, ErrorCode code) {
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static Reading proto(byte[] bytes) {
        return FrameReader.read(Subprotocol.PROTO, false, Unpooled.wrappedBuffer(bytes));
    }

    private static Reading json(String text) {
        return FrameReader.read(Subprotocol.JSON, true, Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
    }
}
