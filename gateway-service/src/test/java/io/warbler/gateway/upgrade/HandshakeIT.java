package io.warbler.gateway.upgrade;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.warbler.gateway.connection.Connection;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.gateway.kit.TestSocket.Handshake;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WarblerStack(topics = true)
class HandshakeIT {

    private static TestGateway gateway;
    private static ServerSocket silentService;
    private static int plainPort;

    @BeforeAll
    static void start(StackConnection stack) throws IOException {
        try (var free = new ServerSocket(0)) {
            plainPort = free.getLocalPort();
        }
        silentService = new ServerSocket(0);
        gateway = TestGateway.start(
                stack,
                "warbler.services.friend.http=http://127.0.0.1:" + silentService.getLocalPort(),
                "warbler.gateway.plain-port=" + plainPort,
                "warbler.gateway.upgrade.allowed-origins=https://chat.example",
                "warbler.gateway.connection.max-connections=8",
                "warbler.gateway.connection.max-unauthenticated-per-ip=5");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        silentService.close();
    }

    @Test
    void onlyTlsDecoderEncoderAndConnectionStayInThePipeline() throws Exception {
        try (var socket = gateway.login(ALICE, Subprotocol.PROTO)) {
            Connection connection = gateway.bean(Connections.class).of(ALICE).getFirst();
            List<String> types = contextOf(connection).pipeline().toMap().values().stream()
                    .map(handler -> handler.getClass().getSimpleName())
                    .toList();

            assertThat(types)
                    .containsExactly(
                            "SslHandler", "WebSocket13FrameDecoder", "WebSocket13FrameEncoder", "ConnectionHandler");
            assertThat(contextOf(connection).channel().config().isAutoRead()).isTrue();
            assertThat(socket.isClosed()).isFalse();
        }
    }

    private static ChannelHandlerContext contextOf(Connection connection) throws Exception {
        Field context = Connection.class.getDeclaredField("context");
        context.setAccessible(true);
        return (ChannelHandlerContext) context.get(connection);
    }

    @Test
    void socketsWorkOnThePlainListenerToo() {
        try (var socket = TestSocket.open(new Handshake(plainPort, false, Subprotocol.JSON.token(), null))) {
            socket.send(Frames.login(1, gateway.services.ticketFor(ALICE)));
            assertThat(socket.answer(1).getWelcome().getUser()).isEqualTo(ALICE);
            socket.send(Frames.heartbeat(2));
            assertThat(socket.answer(2).hasHeartbeat()).isTrue();
        }
    }

    @Test
    void unknownSubprotocolIsRefusedWithTheKnownOnes() {
        assertRefused(proto().offering("mqtt"), 400, "warbler.v1.proto, warbler.v1.json");
        assertRefused(proto().offering(null), 400, "WS_SUBPROTOCOL_UNSUPPORTED");
    }

    @Test
    void onlyListedOriginsAreAccepted() {
        assertRefused(proto().from("https://evil.example"), 403, "WS_ORIGIN_NOT_ALLOWED");
        assertRefused(proto().from("https://chat.example.evil.example"), 403, "WS_ORIGIN_NOT_ALLOWED");
        assertRefused(proto().from("null"), 403, "WS_ORIGIN_NOT_ALLOWED");
        TestSocket.open(proto().from("https://chat.example")).close();
        assertThat(gateway.count("warbler.gateway.upgrade.refused")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void ticketOfAnotherOriginIsRefused() {
        String session = "s" + "7".repeat(32);
        try (var page = TestSocket.open(proto().from("https://chat.example"))) {
            page.send(Frames.login(1, gateway.services.ticketFor(ALICE, session, "https://other.example")));
            assertThat(page.answer(1).getError().getCode()).isEqualTo(ErrorCode.TICKET_INVALID);
            assertThat(page.closeCode()).isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
        }
        try (var program = open()) {
            program.send(Frames.login(1, gateway.services.ticketFor(ALICE, session, "https://chat.example")));
            assertThat(program.answer(1).getError().getCode()).isEqualTo(ErrorCode.TICKET_INVALID);
        }
        try (var page = TestSocket.open(proto().from("https://chat.example"))) {
            page.send(Frames.login(1, gateway.services.ticketFor(ALICE, session, "https://chat.example")));
            assertThat(page.answer(1).hasWelcome()).isTrue();
        }
    }

    @Test
    void ticketInTheUrlLogsNobodyIn() throws IOException {
        byte[] heartbeat = Frames.heartbeat(9).toByteArray();
        var packet = new ByteArrayOutputStream();
        String ticket = gateway.services.ticketFor(ALICE);
        packet.write(
                handshake("13").replace("/v1/ws", "/v1/ws?ticket=" + ticket).getBytes(StandardCharsets.US_ASCII));
        packet.write(new byte[] {(byte) 0x82, (byte) (0x80 | heartbeat.length), 0, 0, 0, 0});
        packet.write(heartbeat);

        assertThat(plain(packet.toByteArray())).startsWith("HTTP/1.1 101").contains("the first frame must be login");
    }

    @Test
    void addressMayHaveSoManyConnectionsThatAreNotLoggedIn() {
        await().untilAsserted(
                        () -> assertThat(gateway.bean(Connections.class).size()).isZero());
        List<TestSocket> silent = List.of(open(), open(), open(), open(), open());

        assertRefused(proto(), 429, "WS_TOO_MANY_FROM_ADDRESS");
        silent.getFirst().send(Frames.login(1, gateway.services.ticketFor(ALICE)));
        silent.getFirst().answer(1);
        open().close();
        silent.forEach(TestSocket::close);
    }

    @Test
    void connectionsBeyondTheNodesLimitAreClosed() {
        await().untilAsserted(
                        () -> assertThat(gateway.bean(Connections.class).size()).isZero());
        List<TestSocket> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(gateway.login(TestGateway.user(i), Subprotocol.PROTO));
        }

        all.add(open());
        assertThat(all.getLast().closeCode()).isEqualTo(CloseCode.CLOSE_OVERLOADED_VALUE);
        all.forEach(TestSocket::close);
    }

    @Test
    void malformedHandshakesAreRefused() throws IOException {
        assertThat(plain(handshake("13").replace("Sec-WebSocket-Key", "X-Key")))
                .startsWith("HTTP/1.1 400")
                .contains("WS_HANDSHAKE_INVALID");
        assertThat(plain(handshake("8"))).startsWith("HTTP/1.1 426").contains("WS_VERSION_UNSUPPORTED");
        assertThat(plain(lines("GET /v1/ws HTTP/1.1", "Host: x", "Connection: close")))
                .startsWith("HTTP/1.1 426")
                .contains("WS_UPGRADE_REQUIRED");
    }

    @Test
    void handshakeWithABodyIsRefusedByItsHead() throws IOException {
        String head = handshake("13").stripTrailing();

        assertThat(plain(lines(head, "Content-Length: 5")))
                .startsWith("HTTP/1.1 400")
                .contains("WS_HANDSHAKE_INVALID");
        assertThat(plain(lines(head, "Transfer-Encoding: chunked")))
                .startsWith("HTTP/1.1 400")
                .contains("WS_HANDSHAKE_INVALID");
    }

    @Test
    void handshakeBehindARequestIsAnsweredAfterIt() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), plainPort)) {
            socket.getOutputStream()
                    .write((lines("GET /v1/nothing HTTP/1.1", "Host: x") + handshake("13"))
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = readUntil(socket, "warbler.v1.proto");
            assertThat(answer).startsWith("HTTP/1.1 4").contains("HTTP/1.1 101");
        }
    }

    @Test
    void frameBehindAHandshakeThatWaitsEndsTheConnection() throws IOException {
        String answer = plain(lines("GET /v1/friends HTTP/1.1", "Host: x") + handshake("13") + lines("X"));

        assertThat(answer).isEmpty();
    }

    @Test
    void frameBehindTheHandshakeInOnePacketIsNotLost() throws IOException {
        byte[] mask = {0, 0, 0, 0};
        var packet = new ByteArrayOutputStream();
        packet.write(handshake("13").getBytes(StandardCharsets.US_ASCII));
        byte[] heartbeat = Frames.heartbeat(9).toByteArray();
        packet.write(new byte[] {(byte) 0x82, (byte) (0x80 | heartbeat.length)});
        packet.write(mask);
        packet.write(heartbeat);

        assertThat(plain(packet.toByteArray())).startsWith("HTTP/1.1 101").contains("the first frame must be login");
    }

    private static String handshake(String version) {
        return lines(
                "GET /v1/ws HTTP/1.1",
                "Host: x",
                "Upgrade: websocket",
                "Connection: keep-alive, Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: warbler.v1.proto",
                "Sec-WebSocket-Version: " + version);
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static String plain(String request) throws IOException {
        return plain(request.getBytes(StandardCharsets.US_ASCII));
    }

    /// Sends bytes to the plain listener and reads until the other side ends.
    private static String plain(byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), plainPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        socket.setSoTimeout(10_000);
        var read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(read.toString()).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }

    private static Handshake proto() {
        return gateway.handshake(Subprotocol.PROTO);
    }

    private static TestSocket open() {
        return TestSocket.open(proto());
    }

    private static void assertRefused(Handshake handshake, int status, String text) {
        FullHttpResponse response = TestSocket.refused(handshake);
        assertThat(response.status().code()).isEqualTo(status);
        assertThat(response.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.content().toString(StandardCharsets.UTF_8)).contains(text);
    }
}
