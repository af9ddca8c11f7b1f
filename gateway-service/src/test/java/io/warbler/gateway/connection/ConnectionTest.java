package io.warbler.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.warbler.gateway.frame.ServerFrames;
import io.warbler.gateway.kit.Frames;
import io.warbler.proto.client.v1.CloseCode;
import io.warbler.proto.client.v1.ErrorCode;
import io.warbler.proto.client.v1.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionTest extends EmbeddedConnectionRig {

    @Test
    void firstFrameMustBeLogin() {
        receive(Frames.send(3, ALICE, 1, "hi"));

        assertThat(next().getError().getCode()).isEqualTo(ErrorCode.LOGIN_REQUIRED);
        assertThat(closeCode()).isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
    }

    @Test
    void heartbeatIsNoFirstFrame() {
        receive(Frames.heartbeat(3));

        assertThat(next().getError().getCode()).isEqualTo(ErrorCode.LOGIN_REQUIRED);
        assertThat(closeCode()).isEqualTo(CloseCode.CLOSE_LOGIN_FAILED_VALUE);
    }

    @Test
    void secondLoginIsRefusedWithoutClosing() {
        login();
        receive(Frames.login(2, "ticket"));

        assertThat(next().getError().getCode()).isEqualTo(ErrorCode.ALREADY_LOGGED_IN);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void requestIdMustBeFreeAndNotZero() {
        login();
        receive(Frames.send(5, ALICE, 1, "hi"));
        receive(Frames.send(5, ALICE, 2, "hi"));
        receive(Frames.send(0, ALICE, 3, "hi"));

        ServerFrame taken = next();
        assertThat(taken.getError().getCode()).isEqualTo(ErrorCode.FRAME_REQUEST_ID_INVALID);
        assertThat(taken.getRequestId()).isZero();
        assertThat(taken.getError().getMessage()).contains("5");
        assertThat(next().getError().getCode()).isEqualTo(ErrorCode.FRAME_REQUEST_ID_INVALID);
    }

    @Test
    void heartbeatMayHaveNoRequestId() {
        login();
        receive(Frames.heartbeat(0));

        assertThat(next().hasHeartbeat()).isTrue();
    }

    @Test
    void lateVerdictDoesNotAnswerALaterRequestOfTheSameId() {
        login();
        receive(Frames.send(5, ALICE, 1, "first"));
        Request first = requests.getLast();
        first.fail(ErrorCode.OUTCOME_UNKNOWN, "late");
        next();
        receive(Frames.send(5, ALICE, 1, "again"));
        Request second = requests.getLast();
        ByteString verdict = ServerFrames.resync().build().toByteString();

        assertThat(connection.answerAttempt(first.attempt(), verdict, ServerFrame.FrameCase.RESYNC))
                .isFalse();
        assertThat(connection.answerAttempt(second.attempt(), verdict, ServerFrame.FrameCase.RESYNC))
                .isTrue();
        assertThat(next().getRequestId()).isEqualTo(5);
    }

    @Test
    void fragmentsMakeOneMessage() {
        login();
        ByteBuf whole = Unpooled.wrappedBuffer(Frames.heartbeat(9).toByteArray());
        receive(new BinaryWebSocketFrame(false, 0, whole.readRetainedSlice(2)));
        receive(new ContinuationWebSocketFrame(true, 0, whole));

        assertThat(next().getRequestId()).isEqualTo(9);
    }

    @Test
    void closedConnectionIsForgotten() {
        login();
        receive(Frames.send(5, ALICE, 1, "hi"));
        List<String> done = new ArrayList<>();
        requests.getLast().whenDone(() -> done.add("done"));

        var _ = channel.close();

        assertThat(done).containsExactly("done");
        assertThat(connections.size()).isZero();
        assertThat(connections.of(ALICE)).isEmpty();
    }
}
