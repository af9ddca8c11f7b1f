package io.warbler.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.gateway.kit.Frames;
import io.warbler.proto.client.v1.ClientFrame;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import io.warbler.proto.client.v1.Sync;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest extends EmbeddedConnectionRig {

    @Test
    void loginHasToComeInTime() {
        advance(Duration.ofSeconds(4));
        assertThat(channel.<Object>readOutbound()).isNull();

        advance(Duration.ofSeconds(3));
        assertThat(closeCode()).isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
    }

    @Test
    void tooManyBadFramesClose() {
        login();
        for (int i = 0; i < 3; i++) {
            receive(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[] {1, 2, 3})));
            assertThat(next().getError().getCode()).isEqualTo(ErrorCode.FRAME_MALFORMED);
        }

        assertThat(closeCode()).isEqualTo(CloseCode.CLOSE_BAD_CLIENT_VALUE);
    }

    @Test
    void floodIsRefusedAndThenClosed() {
        login();
        for (int i = 0; i < 200 + 60; i++) {
            receive(Frames.heartbeat(i + 10));
        }

        List<Object> out = drain();
        assertThat(out.stream().filter(frame -> frame instanceof ServerFrame server && server.hasHeartbeat()))
                .hasSizeBetween(195, 230);
        assertThat(out.stream()
                        .filter(frame -> frame instanceof ServerFrame server
                                && server.getError().getCode() == ErrorCode.RATE_LIMITED))
                .isNotEmpty();
        assertThat(out.getLast()).isEqualTo(CloseCode.CLOSE_FLOOD_VALUE);
    }

    @Test
    void silenceCloses() {
        login();
        advance(Duration.ofSeconds(15));
        receive(Frames.heartbeat(2));
        assertThat(next().hasHeartbeat()).isTrue();

        advance(Duration.ofSeconds(15));
        assertThat(connection.isOpen()).isTrue();
        advance(Duration.ofSeconds(8));
        assertThat(closeCode()).isEqualTo(CloseCode.CLOSE_HEARTBEAT_TIMEOUT_VALUE);
        advance(Duration.ofSeconds(5));
        assertThat(channel.isActive()).isFalse();
    }

    @Test
    void expiredSessionCloses() {
        receive(Frames.login(1, "ticket"));
        assertThat(connection.register(principal(), Duration.ofSeconds(3))).isTrue();
        connection.welcome(requests.getLast(), welcome());
        next();

        advance(Duration.ofSeconds(5));
        assertThat(closeCode()).isEqualTo(CloseCode.CLOSE_SESSION_REVOKED_VALUE);
    }

    @Test
    void slowReaderGetsHintsInsteadOfMessages() {
        login();
        writable(false);
        for (int i = 1; i <= 3; i++) {
            push("d1", i);
        }
        push("d2", 9);
        assertThat(channel.<Object>readOutbound()).isNull();

        writable(true);
        List<Object> hints = drain();
        assertThat(hints)
                .containsExactlyInAnyOrder(
                        ServerFrames.behind("d1", 3).build(),
                        ServerFrames.behind("d2", 9).build());
        push("d1", 4);
        connection.flush();
        assertThat(next().hasBehind()).isTrue();
    }

    @Test
    void slowReaderBehindOnTooManyConversationsGetsOneResync() {
        login();
        writable(false);
        for (int i = 1; i <= 10; i++) {
            push("d" + i, i);
        }

        writable(true);
        assertThat(drain()).containsExactly(ServerFrames.resync().build());
    }

    @Test
    void answersWaitUpToABoundAndBeyondItCloseTheConnection() {
        login();
        receive(Frames.send(5, ALICE, 1, "hi"));
        receive(Frames.send(6, ALICE, 2, "hi"));
        var _ = channel.write(Unpooled.wrappedBuffer(new byte[90_000]));
        requests.getFirst().connection().resync();
        requests.get(1).fail(ErrorCode.UNAVAILABLE, "still taken");
        var _ = channel.write(Unpooled.wrappedBuffer(new byte[150_000]));

        requests.getLast().fail(ErrorCode.UNAVAILABLE, "too much waits");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void tooManyReadsAreRefused() {
        login();
        for (int i = 0; i < 3; i++) {
            receive(ClientFrame.newBuilder()
                    .setRequestId(i + 5)
                    .setSync(Sync.getDefaultInstance())
                    .build());
        }

        ServerFrame refused = next();
        assertThat(refused.getRequestId()).isEqualTo(7);
        assertThat(refused.getError().getCode()).isEqualTo(ErrorCode.TOO_MANY_PENDING);
        assertThat(requests).hasSize(3);
    }

    @Test
    void connectionBeyondTheNodesLimitIsClosed() {
        EmbeddedChannel second = channelOf(handler());
        assertThat(second.<Object>readOutbound()).isNull();
        EmbeddedChannel third = channelOf(handler());

        third.runPendingTasks();
        CloseWebSocketFrame close = third.readOutbound();
        assertThat(close.statusCode()).isEqualTo(CloseCode.CLOSE_OVERLOADED_VALUE);
        close.release();
    }
}
