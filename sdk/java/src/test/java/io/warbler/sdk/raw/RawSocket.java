package io.warbler.sdk.raw;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.Login;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.rest.Endpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A WebSocket written by hand: sends any bytes in any frame, well-formed or not, and reads only when asked, so that a
 * test can also be a reader that never reads. Not for applications. Used by one thread.
 */
public final class RawSocket implements AutoCloseable {

    /** RFC 6455 opcodes. */
    public static final int TEXT = 1;

    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean json;

    private RawSocket(Socket socket, String subprotocol) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
        this.json = subprotocol.endsWith("json");
    }

    /** Connects and upgrades, with a small receive buffer and these extra headers. */
    public static RawSocket open(Endpoint endpoint, String subprotocol, Map<String, String> headers)
            throws IOException {
        var raw = new RawSocket(connect(endpoint), subprotocol);
        try {
            raw.upgrade(endpoint, subprotocol, headers);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
        return raw;
    }

    /** The same without extra headers. */
    public static RawSocket open(Endpoint endpoint, String subprotocol) throws IOException {
        return open(endpoint, subprotocol, Map.of());
    }

    /** Logs in with a ticket and returns the answer. */
    public ServerFrame login(String ticket, Duration timeout) throws IOException {
        send(ClientFrame.newBuilder()
                .setRequestId(1)
                .setLogin(Login.newBuilder().setTicket(ticket))
                .build());
        return receiveFrame(timeout);
    }

    /** Sends a well-formed frame in the subprotocol's form. */
    public void send(ClientFrame frame) throws IOException {
        if (json) {
            sendText(JsonFormat.printer().omittingInsignificantWhitespace().print(frame));
        } else {
            sendFrame(BINARY, true, frame.toByteArray());
        }
    }

    /** Sends a text message. */
    public void sendText(String text) throws IOException {
        sendFrame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends one WebSocket frame, masked as a client must. */
    public void sendFrame(int opcode, boolean last, byte[] payload) throws IOException {
        var frame = new ByteArrayOutputStream(payload.length + 14);
        frame.write((last ? 0x80 : 0) | opcode);
        writeLength(frame, payload.length);
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        sendBytes(frame.toByteArray());
    }

    /** Sends bytes as they are. */
    public void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next frame of the server; anything else than a whole message is an error. */
    public ServerFrame receiveFrame(Duration timeout) throws IOException {
        Incoming incoming = receive(timeout);
        if (incoming instanceof Incoming.Text text) {
            var frame = ServerFrame.newBuilder();
            JsonFormat.parser().merge(text.text(), frame);
            return frame.build();
        }
        if (incoming instanceof Incoming.Binary binary) {
            return parse(binary.bytes());
        }
        throw new IOException("received " + incoming + " (expected: a frame)");
    }

    /** Whatever comes next; a {@code SocketTimeoutException} when nothing does. */
    public Incoming receive(Duration timeout) throws IOException {
        try {
            socket.setSoTimeout((int) timeout.toMillis());
            return receive();
        } catch (EOFException | SocketException e) {
            return new Incoming.Ended();
        }
    }

    /** Reads on until the close frame or the end. */
    public Incoming receiveEnd(Duration timeout) throws IOException {
        Incoming next = receive(timeout);
        while (!(next instanceof Incoming.Close) && !(next instanceof Incoming.Ended)) {
            next = receive(timeout);
        }
        return next;
    }

    /** Ends the connection without a close frame. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(Endpoint endpoint) throws IOException {
        boolean tls = endpoint.url().getScheme().equals("https");
        Socket socket = tls ? endpoint.trust().getSocketFactory().createSocket() : new Socket();
        socket.setReceiveBufferSize(8 * 1024);
        socket.setTcpNoDelay(true);
        int port = endpoint.url().getPort() > 0 ? endpoint.url().getPort() : tls ? 443 : 80;
        socket.connect(new InetSocketAddress(endpoint.url().getHost(), port), 5_000);
        return socket;
    }

    private void upgrade(Endpoint endpoint, String subprotocol, Map<String, String> headers) throws IOException {
        var request = new StringBuilder("GET /v1/ws HTTP/1.1\r\nHost: ")
                .append(endpoint.url().getAuthority())
                .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
                .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        if (!subprotocol.isEmpty()) {
            request.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
        }
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        sendBytes(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        socket.setSoTimeout(10_000);
        String head = readHead();
        int status = Integer.parseInt(head.substring(9, 12));
        if (status != 101) {
            throw new HandshakeRefused(status, head);
        }
    }

    private String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private Incoming receive() throws IOException {
        var message = new ByteArrayOutputStream();
        int kind = 0;
        boolean last = false;
        while (!last) {
            int first = in.readUnsignedByte();
            last = (first & 0x80) != 0;
            int opcode = first & 0x0f;
            byte[] payload = in.readNBytes(readLength(in.readUnsignedByte() & 0x7f));
            if (opcode == CLOSE) {
                return Incoming.Close.of(payload);
            }
            if (opcode > CLOSE) {
                return new Incoming.Control(opcode);
            }
            kind = opcode == 0 ? kind : opcode;
            message.writeBytes(payload);
        }
        return kind == TEXT
                ? new Incoming.Text(message.toString(StandardCharsets.UTF_8))
                : new Incoming.Binary(ByteBuffer.wrap(message.toByteArray()));
    }

    private int readLength(int length) throws IOException {
        if (length == 126) {
            return in.readUnsignedShort();
        }
        return length == 127 ? Math.toIntExact(in.readLong()) : length;
    }

    private static void writeLength(ByteArrayOutputStream frame, int length) {
        if (length < 126) {
            frame.write(0x80 | length);
        } else if (length < 65_536) {
            frame.write(0x80 | 126);
            frame.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            frame.write(0x80 | 127);
            frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
    }

    private static ServerFrame parse(ByteBuffer bytes) throws InvalidProtocolBufferException {
        return ServerFrame.parseFrom(bytes);
    }
}
