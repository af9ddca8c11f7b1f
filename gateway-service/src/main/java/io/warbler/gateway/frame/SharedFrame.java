package io.warbler.gateway.frame;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// One frame for many sockets: encoded at most once per subprotocol, reference-counted by its recipients.
///
/// Made, asked and closed by one thread; what [#retained] returns may be released by any.
public final class SharedFrame implements AutoCloseable {

    private final ByteBufAllocator allocator;
    private final ByteString serialised;
    private @Nullable ByteBuf proto;
    private @Nullable ByteBuf json;

    public SharedFrame(ByteBufAllocator allocator, ByteString serialised) {
        this.allocator = allocator;
        this.serialised = serialised;
    }

    /// The whole WebSocket frame for one recipient, who releases it.
    public ByteBuf retained(Subprotocol subprotocol) {
        ByteBuf encoded = subprotocol == Subprotocol.PROTO ? proto : json;
        if (encoded == null) {
            encoded = FrameWriter.write(allocator, subprotocol, serialised, 0);
            if (subprotocol == Subprotocol.PROTO) {
                proto = encoded;
            } else {
                json = encoded;
            }
        }
        return encoded.retainedDuplicate();
    }

    /// Gives up the maker's own references.
    @Override
    public void close() {
        if (proto != null) {
            proto.release();
        }
        if (json != null) {
            json.release();
        }
    }
}
