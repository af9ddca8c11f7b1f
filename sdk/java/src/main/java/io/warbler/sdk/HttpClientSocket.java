package io.warbler.sdk;

import com.google.protobuf.InvalidProtocolBufferException;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ServerFrame;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A socket on {@link WebSocket}, which takes one outgoing message at a time.
 *
 * <p>The monitor guards the outgoing messages; no call leaves the class under it.
 */
final class HttpClientSocket implements Socket, WebSocket.Listener {

    private static final int ABNORMAL = 1006;
    private static final int MOST_INCOMING_BYTES = 32 * 1024 * 1024;

    private final Subprotocol subprotocol;
    private final SocketEvents events;
    private final ArrayDeque<Supplier<CompletableFuture<WebSocket>>> outgoing = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private volatile @Nullable WebSocket webSocket;
    private boolean writing;
    private boolean closed;

    HttpClientSocket(Subprotocol subprotocol, SocketEvents events) {
        this.subprotocol = subprotocol;
        this.events = events;
    }

    @Override
    public void send(ClientFrame frame) {
        if (subprotocol == Subprotocol.JSON) {
            String message = FrameCodec.toText(frame);
            write(() -> open().sendText(message, true));
        } else {
            ByteBuffer message = FrameCodec.toBytes(frame);
            write(() -> open().sendBinary(message, true));
        }
    }

    @Override
    public void more() {
        open().request(1);
    }

    @Override
    public void close(int code) {
        write(() -> open().sendClose(code, ""));
    }

    @Override
    public void abort() {
        markClosed();
        open().abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        webSocket = opened;
        events.onOpened(this);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket source, CharSequence part, boolean last) {
        text.append(part);
        if (!last) {
            return next(source, text.length());
        }
        String whole = text.toString();
        text.setLength(0);
        receive(() -> FrameCodec.parse(whole));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket source, ByteBuffer part, boolean last) {
        byte[] chunk = new byte[part.remaining()];
        part.get(chunk);
        bytes.writeBytes(chunk);
        if (!last) {
            return next(source, bytes.size());
        }
        byte[] whole = bytes.toByteArray();
        bytes.reset();
        receive(() -> FrameCodec.parse(whole));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket source, int code, String reason) {
        closed(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket source, Throwable error) {
        closed(ABNORMAL, String.valueOf(error));
    }

    private @Nullable CompletionStage<?> next(WebSocket source, int size) {
        if (size > MOST_INCOMING_BYTES) {
            fail(CloseCode.CLOSE_TOO_BIG_VALUE, "incoming message larger than " + MOST_INCOMING_BYTES + " bytes");
        } else {
            source.request(1);
        }
        return null;
    }

    private void receive(Parse parse) {
        ServerFrame frame;
        try {
            frame = parse.frame();
        } catch (InvalidProtocolBufferException e) {
            fail(ABNORMAL, "a frame does not parse: " + e.getMessage());
            return;
        }
        events.onFrame(frame);
    }

    private void fail(int code, String reason) {
        open().abort();
        closed(code, reason);
    }

    private void closed(int code, String reason) {
        if (markClosed()) {
            events.onClosed(code, reason);
        }
    }

    private synchronized boolean markClosed() {
        boolean first = !closed;
        closed = true;
        outgoing.clear();
        return first;
    }

    private void write(Supplier<CompletableFuture<WebSocket>> message) {
        synchronized (this) {
            if (closed) {
                return;
            }
            outgoing.add(message);
            if (writing) {
                return;
            }
            writing = true;
        }
        writeNext();
    }

    private void writeNext() {
        Supplier<CompletableFuture<WebSocket>> message;
        synchronized (this) {
            message = outgoing.poll();
            writing = message != null;
        }
        if (message != null) {
            var unused = message.get().whenComplete((sent, failure) -> written(failure));
        }
    }

    private void written(@Nullable Throwable failure) {
        if (failure == null) {
            writeNext();
        } else {
            fail(ABNORMAL, "write failed: " + failure);
        }
    }

    private WebSocket open() {
        WebSocket opened = webSocket;
        if (opened == null) {
            throw new IllegalStateException("socket (expected: used after its handshake)");
        }
        return opened;
    }

    /** Reads a frame. */
    private interface Parse {

        ServerFrame frame() throws InvalidProtocolBufferException;
    }
}
