package io.warbler.gateway.connection;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.warbler.gateway.frame.FrameWriter;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What goes out on one socket, and what does not because its reader is slow.
///
/// Answers are never dropped: they may wait up to a bound, beyond that the connection has to be closed. Live frames are
/// left out while the socket is not writable; the reader gets hints when it has caught up. Confined to the event loop.
final class Outbound {

    private static final int FLUSH_BYTES = 32 * 1024;

    private final Edge edge;
    private final Channel channel;
    private final Subprotocol subprotocol;
    private @Nullable MissedConversations missed;
    private int unflushedBytes;
    private boolean isReading;

    Outbound(Edge edge, Channel channel, Subprotocol subprotocol) {
        this.edge = edge;
        this.channel = channel;
        this.subprotocol = subprotocol;
    }

    /// Writes a live frame without flushing, or notes that it was left out. Takes over the buffer.
    void push(ByteBuf frame, ServerFrame.FrameCase kind, String conversation, long seq) {
        if (missed != null || !channel.isWritable()) {
            frame.release();
            // typing is over before it could be told again
            if (kind != ServerFrame.FrameCase.TYPING) {
                missed().add(conversation, seq);
            }
            edge.metrics().frameLeftOut();
            return;
        }
        writeLater(frame);
        edge.metrics().frameOut(kind);
    }

    /// Any live frame may have been left out.
    void missAll() {
        missed().addAll();
    }

    /// The hints that are due now, if the reader has caught up.
    List<ServerFrame> takeHints() {
        if (missed == null || !channel.isWritable()) {
            return List.of();
        }
        List<ServerFrame> hints = missed.hints();
        missed = null;
        return hints;
    }

    /// False when too much waits already; then the connection has to be closed.
    boolean reply(ServerFrame frame) {
        edge.metrics().frameOut(frame.getFrameCase());
        return reply(FrameWriter.write(channel.alloc(), subprotocol, frame));
    }

    /// As above, for a frame that a service serialised without request id.
    boolean reply(ByteString serialised, ServerFrame.FrameCase kind, int requestId) {
        edge.metrics().frameOut(kind);
        return reply(FrameWriter.write(channel.alloc(), subprotocol, serialised, requestId));
    }

    private boolean reply(ByteBuf frame) {
        if (channel.bytesBeforeWritable() > edge.limits().maxReplyBacklog().toBytes()) {
            frame.release();
            return false;
        }
        writeLater(frame);
        if (!isReading) {
            flush();
        }
        return true;
    }

    /// Answers a ping; a client that does not read gets none.
    void pong(PongWebSocketFrame pong) {
        if (!channel.isWritable()) {
            pong.release();
            return;
        }
        unflushedBytes += Math.max(1, pong.content().readableBytes());
        var _ = channel.write(pong);
    }

    private void writeLater(ByteBuf frame) {
        unflushedBytes += frame.readableBytes();
        var _ = channel.write(frame, channel.voidPromise());
        if (unflushedBytes > FLUSH_BYTES) {
            flush();
        }
    }

    /// While a read goes on, answers are collected and flushed once at its end.
    void reading(boolean reading) {
        isReading = reading;
        if (!reading) {
            flush();
        }
    }

    void flush() {
        if (unflushedBytes > 0) {
            unflushedBytes = 0;
            channel.flush();
        }
    }

    private MissedConversations missed() {
        if (missed == null) {
            missed = new MissedConversations(edge.limits().maxBehind());
        }
        return missed;
    }
}
