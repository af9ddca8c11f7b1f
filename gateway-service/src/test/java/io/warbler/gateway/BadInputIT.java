package io.warbler.gateway;

import static io.warbler.gateway.kit.TestGateway.ALICE;
import static io.warbler.gateway.kit.TestGateway.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.warbler.gateway.connection.Connections;
import io.warbler.gateway.frame.Subprotocol;
import io.warbler.gateway.kit.Frames;
import io.warbler.gateway.kit.TestGateway;
import io.warbler.gateway.kit.TestSocket;
import io.warbler.proto.Limits;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.Error;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ReadPresence;
import io.warbler.proto.client.v1.SendMessage;
import io.warbler.test.StackConnection;
import io.warbler.test.WarblerStack;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WarblerStack(topics = true)
class BadInputIT {

    private static TestGateway gateway;

    @BeforeAll
    static void start(StackConnection stack) {
        gateway = TestGateway.start(
                stack,
                "warbler.gateway.connection.login-timeout=2s",
                "warbler.gateway.connection.frames-per-second=50",
                "warbler.gateway.connection.frame-burst=100",
                "warbler.gateway.connection.flood-refusals=100");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    /// Whatever a client did, the server goes on serving others.
    @AfterEach
    void othersAreServed() {
        try (var bob = gateway.login(BOB, Subprotocol.PROTO)) {
            bob.send(Frames.heartbeat(2));
            assertThat(bob.answer(2).hasHeartbeat()).isTrue();
        }
    }

    @Test
    void malformedFramesAreToldAndTooManyClose() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            for (int i = 0; i < 10; i++) {
                alice.binary(new byte[] {1, 2, 3});
                assertThat(alice.answer(0).getError().getCode()).isEqualTo(ErrorCode.FRAME_MALFORMED);
            }

            assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_BAD_CLIENT_VALUE);
        }
    }

    @Test
    void unknownFieldsAreToldUnderTheirRequestId() {
        try (var alice = gateway.login(ALICE, Subprotocol.JSON)) {
            alice.text("{\"requestId\":2,\"heartbeat\":{},\"mood\":\"good\"}");
            assertThat(alice.answer(2).getError().getCode()).isEqualTo(ErrorCode.FRAME_UNKNOWN_FIELD);
            alice.text("{\"requestId\":3}");
            assertThat(alice.answer(3).getError().getCode()).isEqualTo(ErrorCode.FRAME_EMPTY);
            assertThat(alice.isClosed()).isFalse();
        }
    }

    @Test
    void messageOfTheWrongKindIsMalformed() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            alice.text("{\"requestId\":2,\"heartbeat\":{}}");

            assertThat(alice.answer(0).getError().getCode()).isEqualTo(ErrorCode.FRAME_MALFORMED);
        }
    }

    @Test
    void invalidUtf8InATextMessageCloses() {
        try (var alice = gateway.login(ALICE, Subprotocol.JSON)) {
            alice.write(new TextWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {'"', (byte) 0xc3, 0x28, '"'})));

            assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_INVALID_UTF8_VALUE);
        }
    }

    @Test
    void invalidUtf8InAProtoStringIsMalformed() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            alice.binary(new byte[] {0x08, 7, 0x12, 4, 0x0a, 2, (byte) 0xc3, 0x28});

            assertThat(alice.answer(0).getError().getCode()).isEqualTo(ErrorCode.FRAME_MALFORMED);
        }
    }

    @ParameterizedTest
    @EnumSource(Subprotocol.class)
    void oversizeMessageCloses(Subprotocol subprotocol) {
        try (var alice = gateway.login(ALICE, subprotocol)) {
            String text = " ".repeat(Limits.MAX_FRAME_BYTES + 1);
            alice.write(
                    subprotocol == Subprotocol.JSON
                            ? new TextWebSocketFrame(text)
                            : new BinaryWebSocketFrame(
                                    Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII))));

            assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_TOO_BIG_VALUE);
        }
    }

    @Test
    void oversizeMessageInFragmentsCloses() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            alice.write(new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[100_000])));
            alice.write(new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[100_000])));

            assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_TOO_BIG_VALUE);
        }
    }

    @Test
    void largestMessageIsTaken() {
        try (var alice = gateway.login(ALICE, Subprotocol.JSON)) {
            String heartbeat = "{\"requestId\":2,\"heartbeat\":{}}";
            alice.text(heartbeat + " ".repeat(Limits.MAX_FRAME_BYTES - heartbeat.length()));

            assertThat(alice.answer(2).hasHeartbeat()).isTrue();
        }
    }

    @Test
    void firstFrameMustBeASmallLoginInTime() {
        assertThat(closeAfter(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[4_097]))))
                .isEqualTo(CloseCode.CLOSE_TOO_BIG_VALUE);
        assertThat(closeAfter(new BinaryWebSocketFrame(
                        Unpooled.wrappedBuffer(Frames.heartbeat(1).toByteArray()))))
                .isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
        assertThat(closeAfter(new PingWebSocketFrame())).isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
    }

    private static int closeAfter(WebSocketFrame first) {
        try (var socket = TestSocket.open(gateway.handshake(Subprotocol.PROTO))) {
            socket.write(first);
            return socket.closeCode();
        }
    }

    @Test
    void usedTicketIsRefused() {
        String ticket = gateway.services.ticketFor(ALICE);
        try (var first = TestSocket.open(gateway.handshake(Subprotocol.JSON))) {
            first.send(Frames.login(1, ticket));
            assertThat(first.answer(1).hasWelcome()).isTrue();
        }
        try (var second = TestSocket.open(gateway.handshake(Subprotocol.JSON))) {
            second.send(Frames.login(1, ticket));
            assertThat(second.answer(1).getError().getCode()).isEqualTo(ErrorCode.TICKET_INVALID);
            assertThat(second.closeCode()).isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
        }
    }

    @Test
    void loginWithoutAuthServiceIsUnavailable() {
        gateway.services.authFails = true;
        try (var socket = TestSocket.open(gateway.handshake(Subprotocol.PROTO))) {
            socket.send(Frames.login(1, "any"));
            assertThat(socket.answer(1).getError().getCode()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(socket.closeCode()).isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
        } finally {
            gateway.services.authFails = false;
        }
    }

    @Test
    void sendsWithoutAUsableTargetAreRefused() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            assertThat(refusal(alice, 2, SendMessage.newBuilder()).getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refusal(alice, 3, SendMessage.newBuilder().setUser("bob"))
                            .getCode())
                    .isEqualTo(ErrorCode.FIELD_INVALID);
            assertThat(refusal(alice, 4, SendMessage.newBuilder().setUser(ALICE))
                            .getCode())
                    .isEqualTo(ErrorCode.RECIPIENT_IS_SENDER);
            assertThat(refusal(alice, 5, SendMessage.newBuilder().setConversation("nowhere"))
                            .getCode())
                    .isEqualTo(ErrorCode.CONVERSATION_UNKNOWN);
        }
    }

    private static Error refusal(TestSocket socket, int requestId, SendMessage.Builder send) {
        socket.send(
                ClientFrame.newBuilder().setRequestId(requestId).setSend(send).build());
        return socket.answer(requestId).getError();
    }

    @Test
    void presenceOfNobodyAndOfTooManyIsRefused() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            var many = ReadPresence.newBuilder();
            for (int i = 0; i <= Limits.MAX_PRESENCE_USERS; i++) {
                many.addUsers(TestGateway.user(i));
            }
            alice.send(ClientFrame.newBuilder()
                    .setRequestId(2)
                    .setReadPresence(many)
                    .build());
            assertThat(alice.answer(2).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
            alice.send(ClientFrame.newBuilder()
                    .setRequestId(3)
                    .setReadPresence(ReadPresence.getDefaultInstance())
                    .build());
            assertThat(alice.answer(3).getError().getCode()).isEqualTo(ErrorCode.FIELD_INVALID);
        }
    }

    @Test
    void floodIsRefusedAndThenClosed() {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            for (int i = 0; i < 1_000; i++) {
                alice.send(Frames.heartbeat(i + 10));
            }

            assertThat(alice.closeCode()).isEqualTo(CloseCode.CLOSE_FLOOD_VALUE);
            assertThat(alice.waiting())
                    .anyMatch(frame -> frame.getError().getCode() == ErrorCode.RATE_LIMITED
                            && frame.getError().getRetryAfterMs() > 0);
        }
    }

    @Test
    void pingsAreAnswered() throws InterruptedException {
        try (var alice = gateway.login(ALICE, Subprotocol.PROTO)) {
            alice.write(new PingWebSocketFrame(Unpooled.copiedBuffer("are you there?", StandardCharsets.UTF_8)));

            assertThat(alice.pong()).isEqualTo("are you there?");
        }
    }

    @Test
    void userMayHaveTenConnections() {
        String carol = TestGateway.user(3);
        var sockets = new ArrayList<TestSocket>();
        for (int i = 0; i < 10; i++) {
            sockets.add(gateway.login(carol, Subprotocol.PROTO));
        }
        try (var eleventh = TestSocket.open(gateway.handshake(Subprotocol.PROTO))) {
            eleventh.send(Frames.login(1, gateway.services.ticketFor(carol)));
            assertThat(eleventh.closeCode()).isEqualTo(CloseCode.CLOSE_TOO_MANY_CONNECTIONS_VALUE);
        }
        sockets.removeFirst().close();
        await().until(() -> gateway.bean(Connections.class).of(carol).size() == 9);
        gateway.login(carol, Subprotocol.PROTO).close();
        sockets.forEach(TestSocket::close);
    }
}
