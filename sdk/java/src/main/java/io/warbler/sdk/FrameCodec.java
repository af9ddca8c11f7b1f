package io.warbler.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.ServerFrame;
import java.nio.ByteBuffer;

/** Frames as bytes or as text. Unknown fields of the server are passed over: a newer server may have more to say. */
final class FrameCodec {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private FrameCodec() {}

    static ByteBuffer toBytes(ClientFrame frame) {
        return frame.toByteString().asReadOnlyByteBuffer();
    }

    static String toText(ClientFrame frame) {
        try {
            return PRINTER.print(frame);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("frame (expected: printable as JSON)", e);
        }
    }

    static ServerFrame parse(byte[] bytes) throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(bytes);
    }

    static ServerFrame parse(String text) throws InvalidProtocolBufferException {
        var frame = ServerFrame.newBuilder();
        PARSER.merge(text, frame);
        return frame.build();
    }
}
