package io.warbler.chaos.workload;

import com.google.protobuf.ByteString;
import io.warbler.chaos.cluster.Cluster;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.MessageBody;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.sdk.raw.Incoming;
import io.warbler.sdk.raw.RawSocket;
import io.warbler.sdk.rest.Endpoint;
import io.warbler.sdk.store.OutboxSend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/// Clients that do what none should, in the name of people of the run.
public final class Hostility {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int FLOOD = 3_000;
    private static final int SLOW_HANDSHAKES = 100;
    private static final int LARGE_FRAME = 64 * 1024 + 1;

    private final Cluster cluster;
    private final List<Device> devices;
    private final Random random;

    Hostility(Cluster cluster, List<Device> devices, long seed) {
        this.cluster = cluster;
        this.devices = devices;
        this.random = new Random(seed);
    }

    /// All devices lose their connection in the same moment and come back together.
    ///
    /// @return how many did
    public int storm() {
        devices.parallelStream().forEach(device -> device.client().dropConnection());
        return devices.size();
    }

    /// A copy of a device sends what the device sent before, each frame twice. Its acks go to the device's trace: they
    /// must name the position of the first.
    ///
    /// @return how many were acked
    public int replay() {
        return repeat(2, send -> send.body().getText(), Device::toldAgain);
    }

    /// A copy of a device gives a number that was used to another text. An ack would be one for what nobody sent.
    ///
    /// @return how many were answered
    public int forge() {
        return repeat(
                1,
                _ -> "forged",
                (device, conversation, id, seq) -> device.toldAgain(conversation, "forged-" + id, seq));
    }

    private int repeat(int times, Function<OutboxSend, String> text, Told told) {
        Device device = any();
        List<OutboxSend> sends = device.recentSends();
        return with(device, socket -> {
            int request = 1;
            int answers = 0;
            for (OutboxSend send : sends) {
                for (int i = 0; i < times; i++) {
                    socket.send(frame(send, ++request, text.apply(send)));
                    answers += awaitAnswer(socket, request, device, told);
                }
            }
            return answers;
        });
    }

    /// Logs in as a person whom many write to, and never reads.
    public AutoCloseable neverRead() {
        Device device = any();
        try {
            var socket = open(device);
            socket.login(device.client().api().webSocketTicket(), TIMEOUT);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Begins many handshakes and says nothing.
    public AutoCloseable slowHandshakes() {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_HANDSHAKES; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port(any())));
            }
            return () -> closeAll(sockets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends as fast as it can: to a conversation that is none, without numbers that follow each other, malformed and
    /// too large.
    ///
    /// @return how many frames went out before the gateway had enough, or all did
    public int flood() {
        Device device = any();
        return with(device, socket -> {
            int sent = 0;
            try {
                while (sent < FLOOD) {
                    socket.send(junk(sent + 2));
                    sent++;
                }
                socket.sendFrame(RawSocket.BINARY, true, new byte[LARGE_FRAME]);
            } catch (IOException _) {
                // the gateway closed the connection, which is its right
                return sent;
            }
            return sent;
        });
    }

    private <T> T with(Device device, Act<T> act) {
        try (var socket = open(device)) {
            socket.login(device.client().api().webSocketTicket(), TIMEOUT);
            return act.on(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RawSocket open(Device device) throws IOException {
        return RawSocket.open(
                Endpoint.trusting(cluster.url(device.gateway()), cluster.certificate()), "warbler.v1.proto");
    }

    /// Reads until the answer to a request, past all that is pushed.
    ///
    /// @return 1 for an answer, 0 for none
    private static int awaitAnswer(RawSocket socket, int request, Device device, Told told) throws IOException {
        try {
            ServerFrame frame = next(socket);
            while (frame.getRequestId() != request) {
                frame = next(socket);
            }
            if (frame.hasAck()) {
                var ack = frame.getAck();
                told.of(device, ack.getConversation(), ack.getClientMessageId(), ack.getSeq());
            }
            return 1;
        } catch (SocketTimeoutException _) {
            return 0;
        }
    }

    private static ServerFrame next(RawSocket socket) throws IOException {
        Incoming incoming = socket.receive(TIMEOUT);
        while (incoming instanceof Incoming.Control) {
            incoming = socket.receive(TIMEOUT);
        }
        if (incoming instanceof Incoming.Binary binary) {
            return ServerFrame.parseFrom(binary.bytes());
        }
        throw new IOException("received " + incoming + " (expected: a frame)");
    }

    private static ClientFrame frame(OutboxSend send, int request, String text) {
        return ClientFrame.newBuilder()
                .setRequestId(request)
                .setSend(SendMessage.newBuilder()
                        .setConversation(send.conversation())
                        .setOutbox(ByteString.copyFrom(HexFormat.of().parseHex(send.outbox())))
                        .setNumber(send.number())
                        .setClientMessageId(send.clientMessageId())
                        .setBody(MessageBody.newBuilder().setText(text)))
                .build();
    }

    private ClientFrame junk(int request) {
        var outbox = new byte[16];
        random.nextBytes(outbox);
        return ClientFrame.newBuilder()
                .setRequestId(request)
                .setSend(SendMessage.newBuilder()
                        .setConversation("g" + HexFormat.of().formatHex(outbox))
                        .setOutbox(ByteString.copyFrom(outbox))
                        .setNumber(request)
                        .setClientMessageId(UUID.nameUUIDFromBytes(outbox).toString())
                        .setBody(MessageBody.newBuilder().setText("flood")))
                .build();
    }

    private Device any() {
        return devices.get(random.nextInt(devices.size()));
    }

    private int port(Device device) {
        return Endpoint.trusting(cluster.url(device.gateway()), cluster.certificate())
                .url()
                .getPort();
    }

    private static void closeAll(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Act<T> {
        T on(RawSocket socket) throws IOException;
    }

    private interface Told {
        void of(Device device, String conversation, String clientMessageId, long seq);
    }
}
