package io.warbler.gateway.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.warbler.proto.client.v1.ServerFrame;
import java.io.IOException;

/// Writes a frame as one buffer that already holds the WebSocket header, so that the same bytes serve any number of
/// sockets (server frames are not masked) and no encoder allocates per recipient.
public final class FrameWriter {

    private static final int REQUEST_ID_FIELD = ServerFrame.REQUEST_ID_FIELD_NUMBER;
    private static final int MAX_HEADER_BYTES = 10;

    private FrameWriter() {}

    /// Encodes a frame that the gateway made itself.
    public static ByteBuf write(ByteBufAllocator allocator, Subprotocol subprotocol, ServerFrame frame) {
        return switch (subprotocol) {
            case PROTO -> writeProto(allocator, frame);
            case JSON -> writeText(allocator, JsonFrames.print(frame));
        };
    }

    /// Encodes a frame that a service serialised without request id. Binary: the request id is put in front, because
    /// concatenated Protobuf merges. `requestId` 0 adds nothing.
    public static ByteBuf write(
            ByteBufAllocator allocator, Subprotocol subprotocol, ByteString serialised, int requestId) {
        return switch (subprotocol) {
            case PROTO -> prefixed(allocator, serialised, requestId);
            case JSON -> writeText(allocator, JsonFrames.print(parsed(serialised, requestId)));
        };
    }

    private static ByteBuf writeProto(ByteBufAllocator allocator, ServerFrame frame) {
        int size = frame.getSerializedSize();
        ByteBuf out = header(allocator, Subprotocol.PROTO, size);
        int start = out.writerIndex();
        try {
            CodedOutputStream coded = CodedOutputStream.newInstance(out.nioBuffer(start, size));
            frame.writeTo(coded);
            coded.flush();
        } catch (IOException e) {
            out.release();
            throw new IllegalStateException("frame of " + size + " bytes (expected: fits its own size)", e);
        }
        return out.writerIndex(start + size);
    }

    private static ByteBuf prefixed(ByteBufAllocator allocator, ByteString serialised, int requestId) {
        int idSize = requestId == 0 ? 0 : CodedOutputStream.computeUInt32Size(REQUEST_ID_FIELD, requestId);
        ByteBuf out = header(allocator, Subprotocol.PROTO, idSize + serialised.size());
        if (idSize > 0) {
            out.writeByte(REQUEST_ID_FIELD << 3);
            writeVarint(out, requestId);
        }
        return out.writeBytes(serialised.asReadOnlyByteBuffer());
    }

    private static void writeVarint(ByteBuf out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.writeByte((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static ServerFrame parsed(ByteString serialised, int requestId) {
        try {
            return ServerFrame.newBuilder()
                    .mergeFrom(serialised)
                    .setRequestId(requestId)
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("frame of a service (expected: a serialised ServerFrame)", e);
        }
    }

    private static ByteBuf writeText(ByteBufAllocator allocator, String text) {
        int size = ByteBufUtil.utf8Bytes(text);
        ByteBuf out = header(allocator, Subprotocol.JSON, size);
        ByteBufUtil.reserveAndWriteUtf8(out, text, size);
        return out;
    }

    /// A buffer with room for the payload, header written (RFC 6455, 5.2, server to client: no mask).
    private static ByteBuf header(ByteBufAllocator allocator, Subprotocol subprotocol, int size) {
        ByteBuf out = allocator.directBuffer(MAX_HEADER_BYTES + size);
        out.writeByte(subprotocol.firstByte());
        if (size < 126) {
            out.writeByte(size);
        } else if (size < 65_536) {
            out.writeByte(126).writeShort(size);
        } else {
            out.writeByte(127).writeLong(size);
        }
        return out;
    }
}
